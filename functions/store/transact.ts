import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { db } from './client.ts'

export type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>

const refusals = ['None', 'ConditionalCheckFailed', 'TransactionConflict']

/**
 * Writes all items or none. Answers false, and has written nothing, when a condition refused one of them or another transaction was
 * at work on one. Rejects with an `AbortError` when the signal ends the wait; whether anything was written is then not known.
 */
export async function transact(TransactItems: TransactItems, signal?: AbortSignal): Promise<boolean> {
  try {
    await db.send(new TransactWriteCommand({ TransactItems }), signal && { abortSignal: signal })
    return true
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
    if (codes.every((code) => refusals.includes(code))) return false
    throw error
  }
}

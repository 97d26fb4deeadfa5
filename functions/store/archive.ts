import { gunzipSync } from 'node:zlib'
import { GetCommand, paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Result } from '#contract/live.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { db, nameOf } from './client.ts'
import { pack, unpack } from './stored.ts'
import type { TransactItems } from './transact.ts'

/** What a seal leaves in Contests for good: the result, and beside it files (book, comments) in compressed pieces. */

export type SealedAttempt = { contest: string; round: string; attempt: number; version: number }
/** The files of an attempt: all versions of its result are counts of one book, which lies where the first version does. */
export type SealedBook = Omit<SealedAttempt, 'version'>
export type FileName = 'book' | 'comments'

const table = () => nameOf('Contests')
const resultItem = z.object({ result: z.instanceof(Uint8Array) })
const pieceItem = z.object({ gzip: z.instanceof(Uint8Array) })
const resultKey = ({ round, attempt, version }: SealedAttempt) => `result#${round}/${attempt}#${version}`
const pieceKey = (file: FileName, { round, attempt }: SealedBook, piece: number | '') =>
  `${file}#${round}/${attempt}#1#${piece === '' ? '' : String(piece).padStart(5, '0')}`

/** The write that fixes a result, for the transaction that logs `roundSealed`. A version is never written twice. */
export const resultWrite = (result: Result): TransactItems[number] => ({
  Put: {
    TableName: table(),
    Item: { contest: result.contest, item: resultKey(result), result: pack(result) },
    ConditionExpression: 'attribute_not_exists(contest)',
  },
})

const known = new WarmCache<Result>(50)

/** A sealed result; it never changes, so a warm function reads it once, except a rehearsal's, which may be wiped. */
export async function readResult(sealed: SealedAttempt): Promise<Result | undefined> {
  const name = `${sealed.contest} ${resultKey(sealed)}`
  const cached = known.get(name)
  if (cached) return cached
  const { Item } = await db.send(
    new GetCommand({
      TableName: table(),
      Key: { contest: sealed.contest, item: resultKey(sealed) },
      ConsistentRead: true,
    }),
  )
  if (!Item) return undefined
  const result = unpack<Result>(resultItem.parse(Item).result)
  if (isRehearsal(sealed.contest)) return result
  known.set(name, result)
  return result
}

/** Writes one compressed piece of a file; writing the same piece again changes nothing. */
export const writePiece = (
  file: FileName,
  sealed: SealedBook,
  piece: number,
  gzip: Uint8Array,
): Promise<unknown> =>
  db.send(
    new PutCommand({
      TableName: table(),
      Item: { contest: sealed.contest, item: pieceKey(file, sealed, piece), gzip },
    }),
  )

/** The compressed pieces of a file in order; put one after another they are one gzip stream. */
export async function readPieces(file: FileName, sealed: SealedBook): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table(),
      KeyConditionExpression: 'contest = :contest AND begins_with(#item, :file)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':contest': sealed.contest, ':file': pieceKey(file, sealed, '') },
      ConsistentRead: true,
    },
  )
  for await (const page of pages) for (const item of page.Items ?? []) pieces.push(pieceItem.parse(item).gzip)
  return pieces
}

/** The text of a file. */
export const textOf = (pieces: readonly Uint8Array[]): string =>
  gunzipSync(Buffer.concat(pieces)).toString('utf8')

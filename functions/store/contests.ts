import { DeleteCommand, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Contest } from '#contract/contest.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import { db, nameOf } from './client.ts'
import { rehearsalsOnly } from './rehearsals-only.ts'
import { fromJson, pack, unpack } from './stored.ts'
import { transact, type TransactItems } from './transact.ts'

/**
 * Contests: `definition` (the document), `head` (the folded state) and `event#<n>` (the log). Under `*`, which is no contest, `owner`:
 * the epoch of the owner's code, once it was issued anew. It stands here because every function that knows a contest may read this table.
 */

const table = () => nameOf('Contests')
const headItem = z.object({ state: z.union([z.string(), z.instanceof(Uint8Array)]) })
const documentItem = z.object({ document: z.instanceof(Uint8Array) })
const eventItem = z.object({ event: z.string() })
const eventKey = (n: number) => `event#${String(n).padStart(8, '0')}`
const lastEventKey = eventKey(99_999_999)

/** The state of a contest, or undefined when there is none. Consistent: what was appended before is in it. */
export async function readState(contest: string): Promise<ContestState | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: { contest, item: 'head' }, ConsistentRead: true }),
  )
  return Item && { ...emptyState, ...stateIn(headItem.parse(Item).state) }
}

/**
 * Every vote looks at the head, and what it weighs is what it costs to read: up to this many bytes one read unit, as it is. A long evening's
 * head is packed, because rounds say nearly the same: a hundred of them, all published, are 66 kB of JSON and 6 kB packed.
 */
const mostPlainBytes = 4_000

/** How a state lies in the head. */
export function headState(state: ContestState): string | Uint8Array {
  const text = JSON.stringify(state)
  return Buffer.byteLength(text) <= mostPlainBytes ? text : pack(state)
}

const stateIn = (stored: string | Uint8Array): ContestState =>
  typeof stored === 'string' ? fromJson(stored) : unpack(stored)

/** The document as it was defined last. */
export async function readDocument(contest: string): Promise<Contest> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: { contest, item: 'definition' }, ConsistentRead: true }),
  )
  if (!Item) throw new Error(`contest ${contest} has a head but no document`)
  return unpack(documentItem.parse(Item).document)
}

/** The write that replaces the document, for the transaction that logs `contestDefined`. */
export const documentWrite = (contest: Contest): TransactItems[number] => ({
  Put: { TableName: table(), Item: { contest: contest.id, item: 'definition', document: pack(contest) } },
})

const ownerKey = { contest: '*', item: 'owner' }
const ownerItem = z.object({ epoch: z.int() })

/** The epoch of the owner's code: sessions of an earlier one have ended. 0 when it was never issued anew. Consistent. */
export async function readOwnerEpoch(): Promise<number> {
  const { Item } = await db.send(new GetCommand({ TableName: table(), Key: ownerKey, ConsistentRead: true }))
  return Item ? ownerItem.parse(Item).epoch : 0
}

/** The write that ends the owner's sessions, for the transaction that replaces the owner's code. */
export const ownerEpochWrite = (epoch: number): TransactItems[number] => ({
  Put: { TableName: table(), Item: { ...ownerKey, epoch } },
})

/** The log, oldest event first: all of it, or what stands after an event. Consistent: what was appended before is in it. */
export async function readLog(contest: string, after = 0): Promise<ContestEvent[]> {
  const events: ContestEvent[] = []
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table(),
      KeyConditionExpression: 'contest = :contest AND #item BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: {
        ':contest': contest,
        ':first': eventKey(after + 1),
        ':last': lastEventKey,
      },
      ConsistentRead: true,
    },
  )
  for await (const page of pages)
    for (const item of page.Items ?? []) events.push(fromJson(eventItem.parse(item).event))
  return events
}

/** Ends a rehearsal for everybody: without its head there is no contest. Repeatable; answers whether there was one. */
export async function deleteHead(contest: string): Promise<boolean> {
  rehearsalsOnly(contest)
  const { Attributes } = await db.send(
    new DeleteCommand({ TableName: table(), Key: { contest, item: 'head' }, ReturnValues: 'ALL_OLD' }),
  )
  return Attributes !== undefined
}

/** One deletion for each item that a rehearsal left beside its log, then one for each event. Repeatable. */
export async function* contestDeletions(contest: string): AsyncGenerator<() => Promise<unknown>> {
  rehearsalsOnly(contest)
  const events: string[] = []
  const deletion = (item: string) => () =>
    db.send(new DeleteCommand({ TableName: table(), Key: { contest, item } }))
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table(),
      KeyConditionExpression: 'contest = :contest',
      ProjectionExpression: '#item',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':contest': contest },
      ConsistentRead: true,
    },
  )
  for await (const page of pages) {
    for (const { item } of z.array(z.object({ item: z.string() })).parse(page.Items ?? [])) {
      if (item.startsWith('event#')) events.push(item)
      else yield deletion(item)
    }
  }
  for (const event of events) yield deletion(event)
}

/**
 * Appends events in one transaction: puts each if absent, moves the head from the version before to the new one, and writes
 * `together` with them. Repeatable: answers false, and has written nothing, when the head moved meanwhile or one of `together` was refused.
 */
export function appendEvents(
  contest: string,
  before: number,
  after: ContestState,
  events: readonly ContestEvent[],
  together: TransactItems = [],
  signal?: AbortSignal,
): Promise<boolean> {
  return transact(
    [headMove(contest, before, after), ...events.map((event) => eventPut(contest, event)), ...together],
    signal,
  )
}

/** The condition that nothing was appended since a version, for the transaction of a write that relies on the state. */
export const headUnmoved = (contest: string, version: number): TransactItems[number] => ({
  ConditionCheck: {
    TableName: table(),
    Key: { contest, item: 'head' },
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  },
})

const headMove = (contest: string, before: number, after: ContestState): TransactItems[number] => ({
  Update: {
    TableName: table(),
    Key: { contest, item: 'head' },
    UpdateExpression: 'SET #version = :after, #state = :state',
    ConditionExpression: before === 0 ? 'attribute_not_exists(contest)' : '#version = :before',
    ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
    ExpressionAttributeValues: {
      ':after': after.version,
      ':state': headState(after),
      ...(before > 0 && { ':before': before }),
    },
  },
})

const eventPut = (contest: string, event: ContestEvent): TransactItems[number] => ({
  Put: {
    TableName: table(),
    // `type` and what the seal needs stand beside the event itself, so that streams can be filtered without opening it.
    Item: { contest, item: eventKey(event.n), type: event.type, event: JSON.stringify(event) },
    ConditionExpression: 'attribute_not_exists(contest)',
  },
})

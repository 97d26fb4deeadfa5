import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import type { Mark } from '#core/ballot/mark.ts'
import { addTallies, type Tally } from '#core/tally.ts'
import { db, nameOf } from './client.ts'
import { rehearsalsOnly } from './rehearsals-only.ts'
import type { TransactItems } from './transact.ts'

/**
 * Tallies: one item per bucket. Each mark is an attribute that counts it (every mark contains `|`, no other attribute does);
 * `applied` is the fence: how far in the stream the counts have come.
 */

/**
 * A place in a bucket's stream, as text that sorts: the sequence number padded to 40 digits, then the part of one large record (`000`,
 * `001` …) or `end` for the whole of it.
 */
export type Fence = string

export const fenceOf = (sequenceNumber: string, part?: number): Fence =>
  `${sequenceNumber.padStart(40, '0')}.${part === undefined ? 'end' : String(part).padStart(3, '0')}`

const rebuilt = 'rebuilt '

/** The fence of counts that no stream made: what was written into the box until `at` (ISO 8601) is in them, what comes later is not. */
export const rebuiltFence = (at: string): Fence => rebuilt + at

/** The moment a rebuilt fence stands for; undefined for a place in a stream. */
export const rebuiltAt = (fence: Fence): string | undefined =>
  fence.startsWith(rebuilt) ? fence.slice(rebuilt.length) : undefined

/** Marks that one update can carry: an expression has at most 4 kB. */
export const marksPerUpdate = 200

const table = () => nameOf('Tallies')
const tallyItem = z.object({ applied: z.string().optional() }).catchall(z.unknown())
const count = z.int()

type Bucket = { contest: string; round: string; attempt: number; bucket: number }
const itemKey = ({ contest, round, attempt, bucket }: Bucket) => ({
  contest,
  bucket: `${round}/${attempt}#${bucket}`,
})

/** What became of an update: when the fence is not where it was thought to be, where it stands; undefined when nothing is applied yet. */
export type Applied = { applied: true } | { applied: false; standsAt: Fence | undefined }

/**
 * Adds changes to a bucket's counts and moves its fence from `from` (undefined: nothing applied yet) to `to`, in one write.
 * When the fence stands elsewhere nothing is written. Not repeatable: the second time the fence has moved.
 */
export async function applyMarks(
  bucket: Bucket,
  changes: ReadonlyMap<Mark, number>,
  { from, to }: { from: Fence | undefined; to: Fence },
): Promise<Applied> {
  if (changes.size > marksPerUpdate)
    throw new Error(`${changes.size} marks in one update, at most ${marksPerUpdate}`)
  const marks = [...changes]
  const adds = marks.map((_, index) => `#${index} :${index}`)
  try {
    await db.send(
      new UpdateCommand({
        TableName: table(),
        Key: itemKey(bucket),
        UpdateExpression: `SET applied = :to${adds.length > 0 ? ` ADD ${adds.join(', ')}` : ''}`,
        ConditionExpression: from === undefined ? 'attribute_not_exists(applied)' : 'applied = :from',
        ...(marks.length > 0 && {
          ExpressionAttributeNames: Object.fromEntries(marks.map(([mark], index) => [`#${index}`, mark])),
        }),
        ExpressionAttributeValues: {
          ':to': to,
          ...(from !== undefined && { ':from': from }),
          ...Object.fromEntries(marks.map(([, change], index) => [`:${index}`, change])),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    return { applied: true }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    const standsAt = error.Item && tallyItem.parse(unmarshall(error.Item)).applied
    return { applied: false, standsAt }
  }
}

/** The write that replaces a bucket's counts and its fence, for a transaction. */
export const tallyWrite = (bucket: Bucket, tally: Tally, fence: Fence): TransactItems[number] => ({
  Put: { TableName: table(), Item: { ...itemKey(bucket), applied: fence, ...Object.fromEntries(tally) } },
})

/** The provisional tally of an attempt: the sum over its buckets. Eventually consistent. */
export async function readTally(contest: string, round: string, attempt: number): Promise<Tally> {
  const tallies: Tally[] = []
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table(),
      KeyConditionExpression: 'contest = :contest AND begins_with(#bucket, :attempt)',
      ExpressionAttributeNames: { '#bucket': 'bucket' },
      ExpressionAttributeValues: { ':contest': contest, ':attempt': `${round}/${attempt}#` },
    },
  )
  for await (const page of pages) for (const item of page.Items ?? []) tallies.push(marksOf(item))
  return addTallies(...tallies)
}

const marksOf = (item: Record<string, unknown>): Tally =>
  new Map(
    Object.entries(item).flatMap(([name, value]) => (name.includes('|') ? [[name, count.parse(value)]] : [])),
  )

/** One deletion for each bucket of a rehearsal. Repeatable. */
export async function* tallyDeletions(contest: string): AsyncGenerator<() => Promise<unknown>> {
  rehearsalsOnly(contest)
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table(),
      KeyConditionExpression: 'contest = :contest',
      ExpressionAttributeValues: { ':contest': contest },
      ConsistentRead: true,
    },
  )
  for await (const page of pages) {
    for (const item of page.Items ?? []) {
      const { bucket } = z.object({ bucket: z.string() }).parse(item)
      yield () => db.send(new DeleteCommand({ TableName: table(), Key: { contest, bucket } }))
    }
  }
}

import { hash } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue } from 'aws-lambda'
import * as z from 'zod'
import type { Ballot, Comments } from '#contract/ballot.ts'
import { filled, plain, type FilledBallot } from '#core/ballot/filled.ts'
import { db, nameOf } from './client.ts'
import { rehearsalsOnly } from './rehearsals-only.ts'
import { fromJson } from './stored.ts'
import type { TransactItems } from './transact.ts'

/** One voter's ballot in one attempt of a round: one item, written with one conditional put. */
export type StoredBallot = {
  /** The voter's id in a named round, a keyed hash of it in a secret one. */
  voter: string
  ballot: FilledBallot
  /** Random name of the ballot, the same through all its revisions; the book lists it under this name. */
  receipt: string
  revision: number
  /** The requests behind the last revisions, oldest first; in a secret round keyed hashes, and no times. */
  casts: { id: string; at?: string }[]
  comments?: Comments
  /** Of the receipt of this revision, base64url; absent where the contest has no key for it. */
  signature?: string
  /** Contestants whom the voter had to leave unmarked when it was cast; absent where there are none. */
  recused?: string[]
  /** Of a shadow judge: kept, and never counted. */
  shadow?: true
  /** Whole seconds the viewer was behind the live edge; not kept in secret rounds. */
  delay?: number
}

export type Attempt = { contest: string; round: string; attempt: number; buckets: number }

const table = () => nameOf('Ballots')
const bucketKey = ({ contest, round, attempt }: Omit<Attempt, 'buckets'>, bucket: number) =>
  `${contest}/${round}/${attempt}#${bucket}`

/** The bucket a voter's ballot lies in: spread evenly, always the same one. */
export function bucketOf(attempt: Attempt, voter: string): string {
  const bucket = hash('sha256', voter, 'buffer').readUInt32BE() % attempt.buckets
  return bucketKey(attempt, bucket)
}

/** Every bucket of an attempt, also those that nobody's ballot lies in. */
export const bucketKeys = (attempt: Attempt): string[] =>
  Array.from({ length: attempt.buckets }, (_, bucket) => bucketKey(attempt, bucket))

/** The attempt and bucket that a partition key names. Contest ids have no `/`, and the attempt stands last, so it is unambiguous. */
export function parseBucket(key: string): {
  contest: string
  round: string
  attempt: number
  bucket: number
} {
  const parts = /^([^/]+)\/(.+)\/(\d+)#(\d+)$/.exec(key)
  if (!parts) throw new Error(`‘${key}’ is not the key of a bucket`)
  const [, contest = '', round = '', attempt, bucket] = parts
  return { contest, round, attempt: Number(attempt), bucket: Number(bucket) }
}

/**
 * Stores the first ballot of a voter, or — with `revision` — replaces the one that has this revision. `epoch` is that of the voter's
 * session. Answers `undefined` when stored, else the ballot that is there, or `closed` where the seat is. Not repeatable by itself: the caller
 * recognises a repeat by the request ids of the ballot that is there.
 */
export async function putBallot(
  attempt: Attempt,
  stored: StoredBallot,
  over: { revision?: number; epoch: number; signal: AbortSignal },
): Promise<StoredBallot | 'closed' | undefined> {
  try {
    await db.send(
      new PutCommand({
        TableName: table(),
        Item: {
          bucket: bucketOf(attempt, stored.voter),
          ...stored,
          ballot: JSON.stringify(plain(stored.ballot)),
        },
        ...(over.revision === undefined
          ? {
              ConditionExpression: 'attribute_not_exists(voter) OR closedTo <= :epoch',
              ExpressionAttributeValues: { ':epoch': over.epoch },
            }
          : {
              ConditionExpression: 'revision = :over',
              ExpressionAttributeValues: { ':over': over.revision },
            }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
      { abortSignal: over.signal },
    )
    return undefined
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error
    return ballotIn(unmarshall(error.Item)) ?? 'closed'
  }
}

/**
 * The write that closes somebody's seat in a box to sessions below an epoch; it fails where a ballot lies there. Who comes back to the roster
 * has a later epoch, and puts the ballot in its place.
 */
export const seatClosed = (attempt: Attempt, voter: string, epoch: number): TransactItems[number] => ({
  Put: {
    TableName: table(),
    Item: { bucket: bucketOf(attempt, voter), voter, closedTo: epoch },
    ConditionExpression: 'attribute_not_exists(voter) OR attribute_exists(closedTo)',
  },
})

/** A seat that is closed holds no ballot. */
const ballotIn = (item: Record<string, unknown>): StoredBallot | undefined =>
  Object.hasOwn(item, 'closedTo') ? undefined : ballotItem.parse(item)

export async function readBallot(attempt: Attempt, voter: string): Promise<StoredBallot | undefined> {
  const { Item } = await db.send(
    new GetCommand({
      TableName: table(),
      Key: { bucket: bucketOf(attempt, voter), voter },
      ConsistentRead: true,
    }),
  )
  return Item && ballotIn(Item)
}

/** All ballots of an attempt, bucket by bucket, with consistent reads. */
export async function* readBallots(attempt: Attempt): AsyncGenerator<StoredBallot> {
  for await (const item of itemsIn(attempt)) {
    const ballot = ballotIn(item)
    if (ballot) yield ballot
  }
}

/** One deletion for each ballot of a rehearsal's attempt. Repeatable. */
export async function* ballotDeletions(attempt: Attempt): AsyncGenerator<() => Promise<unknown>> {
  rehearsalsOnly(attempt.contest)
  for await (const item of itemsIn(attempt)) {
    const Key = ballotKey.parse(item)
    yield () => db.send(new DeleteCommand({ TableName: table(), Key }))
  }
}

async function* itemsIn(attempt: Attempt): AsyncGenerator<Record<string, unknown>> {
  for (let bucket = 0; bucket < attempt.buckets; bucket++) {
    const pages = paginateQuery(
      { client: db },
      {
        TableName: table(),
        KeyConditionExpression: '#bucket = :bucket',
        ExpressionAttributeNames: { '#bucket': 'bucket' },
        ExpressionAttributeValues: { ':bucket': bucketKey(attempt, bucket) },
        ConsistentRead: true,
      },
    )
    for await (const page of pages) yield* page.Items ?? []
  }
}

/** The ballot in a stream record's image, undefined for a seat that was closed. Throws on an image that is neither. */
export function ballotFromImage(image: Record<string, AttributeValue>): StoredBallot | undefined {
  // The stream's images and the SDK's items are the same JSON; only the two packages' types differ.
  return ballotIn(unmarshall(image as Parameters<typeof unmarshall>[0]))
}

const ballotKey = z.object({ bucket: z.string(), voter: z.string() })
const ballotItem = z.object({
  voter: z.string(),
  ballot: z.string().transform((text) => filled(fromJson<Ballot>(text))),
  receipt: z.string(),
  revision: z.int(),
  casts: z.array(z.object({ id: z.string(), at: z.string().exactOptional() })),
  comments: z.custom<Comments>().exactOptional(),
  signature: z.string().exactOptional(),
  recused: z.array(z.string()).exactOptional(),
  shadow: z.literal(true).exactOptional(),
  delay: z.int().exactOptional(),
})

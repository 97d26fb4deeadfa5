import { marshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { Ballot } from '#contract/ballot.ts'
import { filled, plain } from '#core/ballot.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import type { StoredBallot } from '#store/ballots.ts'

/** Records as DynamoDB Streams hands them to a function, made up by a test. */

/** A ballot as the box has it, or as a test writes it. */
type Written = Omit<StoredBallot, 'ballot'> & { ballot: Ballot }
type Image = Record<string, AttributeValue>

export const streamEvent = (Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records })

/** A ballot that came into the box or, with `old`, took the place of an earlier revision. */
export const ballotRecord = (
  bucket: string,
  sequenceNumber: string,
  ballot: Written,
  old?: Written,
): DynamoDBRecord => ({
  ...record('Ballots', sequenceNumber),
  eventName: old ? 'MODIFY' : 'INSERT',
  dynamodb: {
    Keys: imageOf({ bucket, voter: ballot.voter }),
    NewImage: ballotImage(bucket, ballot),
    ...(old && { OldImage: ballotImage(bucket, old) }),
    SequenceNumber: sequenceNumber,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
})

/** An event that came into the log of a contest. */
export const eventRecord = (contest: string, event: ContestEvent): DynamoDBRecord => {
  const keys = { contest, item: `event#${String(event.n).padStart(8, '0')}` }
  return {
    ...record('Contests', String(event.n)),
    eventName: 'INSERT',
    dynamodb: {
      Keys: imageOf(keys),
      NewImage: imageOf({ ...keys, type: event.type, event: JSON.stringify(event) }),
      SequenceNumber: String(event.n),
      StreamViewType: 'NEW_IMAGE',
    },
  }
}

/** A head that moved, or a tally that grew: publish-live only looks at whose it is. */
export const changeRecord = (table: 'Contests' | 'Tallies', contest: string): DynamoDBRecord => {
  const keys = table === 'Contests' ? { contest, item: 'head' } : { contest, bucket: 'final/1#0' }
  return {
    ...record(table, '1'),
    eventName: 'MODIFY',
    dynamodb: {
      Keys: imageOf(keys),
      NewImage: imageOf(keys),
      SequenceNumber: '1',
      StreamViewType: 'NEW_IMAGE',
    },
  }
}

const record = (table: string, sequenceNumber: string): DynamoDBRecord => ({
  eventID: `${table}-${sequenceNumber}`,
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'local',
  eventSourceARN: `arn:aws:dynamodb:local:000000000000:table/${table}/stream/2026-11-22T00:00:00.000`,
})

const ballotImage = (bucket: string, stored: Written): Image =>
  imageOf({ bucket, ...stored, ballot: JSON.stringify(plain(filled(stored.ballot))) })

// The two packages describe the same JSON with types of their own.
const imageOf = (item: Record<string, unknown>): Image => marshall(item) as Image

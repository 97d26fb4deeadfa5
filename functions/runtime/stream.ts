import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import { MetricUnit } from '@aws-lambda-powertools/metrics'
import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { logger, metrics } from './log.ts'

/** A record with what every stream function needs of it. */
export type StreamRecord = DynamoDBRecord & {
  dynamodb: NonNullable<DynamoDBRecord['dynamodb']> & { SequenceNumber: string }
}

/**
 * Makes the Lambda handler of a stream function. `consume` answers the sequence number of the first record that could not be
 * processed, or nothing; everything before it is not delivered again.
 */
export function stream(consume: (records: StreamRecord[]) => Promise<string | undefined>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler(async (event) => {
      metrics.addMetric('Records', MetricUnit.Count, event.Records.length)
      const failed = await consume(event.Records.map(withSequenceNumber))
      return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] }
    })
}

function withSequenceNumber(record: DynamoDBRecord): StreamRecord {
  const SequenceNumber = record.dynamodb?.SequenceNumber
  if (!record.dynamodb || SequenceNumber === undefined)
    throw new Error('a stream record without a sequence number')
  return { ...record, dynamodb: { ...record.dynamodb, SequenceNumber } }
}

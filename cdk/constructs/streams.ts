import { Duration } from 'aws-cdk-lib'
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { Subscription } from '#functions/streams/subscriptions.ts'
import type { Failures } from './failures.ts'
import type { Functions } from './functions.ts'
import type { Tables } from './tables.ts'

export type StreamsProps = { tables: Tables; functions: Functions; failures: Failures }

/** A record that nobody could take for so long blocks its shard no longer; whatever goes wrong here, the seal recounts the ballots. */
const longestTry = Duration.hours(6)

/** The tables' streams to the functions they wake, in order and from the very first record on. */
export class Streams extends Construct {
  constructor(scope: Construct, id: string, { tables, functions, failures }: StreamsProps) {
    super(scope, id)
    for (const subscription of functions.subscriptions)
      this.#subscribe(subscription, tables, functions, failures)
  }

  #subscribe(subscription: Subscription, tables: Tables, functions: Functions, failures: Failures): void {
    const { function: name, table, batchSize, batchWindowSeconds, retries, filters } = subscription
    const consumer = functions.get(name)
    const stream = tables.get(table).tableStreamArn
    if (stream === undefined) throw new Error(`${name} listens to ${table}, which has no stream`)
    consumer.allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream)
    // This action knows no resources.
    consumer.allow(['dynamodb:ListStreams'], '*')
    consumer.allow(['s3:PutObject'], failures.bucket.arnForObjects('*'))
    consumer.allow(['s3:ListBucket'], failures.bucket.bucketArn)
    const mapping = new EventSourceMapping(this, `${name}-${table}`, {
      target: consumer.lambda,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      maxBatchingWindow: Duration.seconds(batchWindowSeconds),
      // More would hand one bucket's records to two functions at once, out of order for the fence.
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: retries,
      maxRecordAge: longestTry,
      onFailure: { bind: () => ({ destination: failures.bucket.bucketArn }) },
      supportS3OnFailureDestination: true,
      ...(filters && { filters: filters.map((filter) => FilterCriteria.filter(filter)) }),
    })
    // Lambda checks the rights when the mapping is made.
    mapping.node.addDependency(consumer)
  }
}

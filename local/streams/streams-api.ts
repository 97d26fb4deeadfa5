import http, { type Agent, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import type { EngineAddress } from '#local/engine/address.ts'
import { uncheckedSignature } from '#local/engine/unchecked-signature.ts'

/**
 * The four calls of the DynamoDB Streams API, spoken as plain JSON over HTTP: the answers then have the very shape that Lambda
 * hands to a function, and a poll costs a quarter of the CPU that the SDK takes for it.
 */
export type StreamsApi = {
  shards(stream: string): Promise<Shard[]>
  /** An iterator behind the given sequence number, or at the oldest record there is. */
  iterator(stream: string, shard: string, after?: string): Promise<string>
  records(iterator: string, limit: number): Promise<{ records: StreamRecord[]; next: string | undefined }>
}

/** A refusal by the engine, with the name that the API documents. */
export class StreamsFault extends Error {
  override name = 'StreamsFault'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const shardSchema = z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })
const descriptionSchema = z.object({
  StreamDescription: z.object({
    Shards: z.array(shardSchema).default([]),
    LastEvaluatedShardId: z.string().optional(),
  }),
})
const iteratorSchema = z.object({ ShardIterator: z.string() })
const recordSchema = z.looseObject({
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string() }),
})
const recordsSchema = z.object({ Records: z.array(recordSchema), NextShardIterator: z.string().nullish() })
const faultSchema = z.looseObject({ __type: z.string(), message: z.string().optional() })

export type Shard = z.infer<typeof shardSchema>
export type StreamRecord = z.infer<typeof recordSchema>

const answerWithinMs = 10_000

export const streamsApi = ({ endpoint, pool }: EngineAddress): StreamsApi => {
  const agent = pool()
  return callsOf((operation, input) => call(endpoint, agent, operation, input))
}

type Call = (operation: string, input: Record<string, unknown>) => Promise<unknown>

const callsOf = (call: Call): StreamsApi => ({
  shards: async (stream) => {
    const shards: Shard[] = []
    let last: string | undefined
    do {
      const answer: unknown = await call('DescribeStream', {
        StreamArn: stream,
        ExclusiveStartShardId: last,
      })
      const { StreamDescription: description } = descriptionSchema.parse(answer)
      shards.push(...description.Shards)
      last = description.LastEvaluatedShardId
    } while (last !== undefined)
    return shards
  },

  iterator: async (stream, shard, after) => {
    const start = after
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
      : { ShardIteratorType: 'TRIM_HORIZON' }
    const answer = await call('GetShardIterator', { StreamArn: stream, ShardId: shard, ...start })
    return iteratorSchema.parse(answer).ShardIterator
  },

  records: async (iterator, limit) => {
    const answer = recordsSchema.parse(await call('GetRecords', { ShardIterator: iterator, Limit: limit }))
    return { records: answer.Records, next: answer.NextShardIterator ?? undefined }
  },
})

const requestHeaders = { 'content-type': 'application/x-amz-json-1.0', ...uncheckedSignature }

const call = async (
  endpoint: string,
  agent: Agent,
  operation: string,
  input: Record<string, unknown>,
): Promise<unknown> => {
  const response = await post(endpoint, agent, operation, JSON.stringify(input))
  const answer: unknown = await json(response)
  if (response.statusCode === 200) return answer
  const fault = faultSchema.parse(answer)
  throw new StreamsFault(fault.__type.replace(/^.*#/, ''), fault.message ?? operation)
}

/** Not with fetch, which takes no connections from elsewhere. */
const post = (endpoint: string, agent: Agent, operation: string, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { request } = endpoint.startsWith('https:') ? https : http
    request(endpoint, {
      method: 'POST',
      agent,
      headers: { ...requestHeaders, 'x-amz-target': `DynamoDBStreams_20120810.${operation}` },
      signal: AbortSignal.timeout(answerWithinMs),
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body)
  })

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { env } from '#functions/env.ts'
import type { TableName } from './tables.ts'

/**
 * The one client of a function: connections are kept alive between requests. Where another engine stands in for DynamoDB, the SDK learns
 * from the environment, AWS_ENDPOINT_URL_DYNAMODB, at the first request.
 */
export const db = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: {
      // Waiting for one of the sockets counts as connecting.
      connectionTimeout: 3_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: 64 },
      httpsAgent: { maxSockets: 64 },
    },
  }),
  { marshallOptions: { removeUndefinedValues: true } },
)

/** The deployed name of a table. Throws where the function was not given that table. */
export const nameOf = (table: TableName): string => env.table(table)

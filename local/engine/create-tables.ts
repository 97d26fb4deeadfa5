import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type { TableDefinition } from '#store/tables.ts'

const activeWithinSeconds = 30

/** Creates the tables that are missing and returns the stream of every table that has one, by table name. */
export const createTables = async (
  client: DynamoDBClient,
  tables: Record<string, TableDefinition>,
): Promise<Record<string, string>> => {
  const { TableNames: present = [] } = await client.send(new ListTablesCommand({}))
  const streams: Record<string, string> = {}
  for (const [name, definition] of Object.entries(tables)) {
    if (!present.includes(name)) await createTable(client, name, definition)
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (definition.stream && table?.LatestStreamArn) streams[name] = table.LatestStreamArn
  }
  return streams
}

const createTable = async (
  client: DynamoDBClient,
  name: string,
  definition: TableDefinition,
): Promise<void> => {
  await client.send(new CreateTableCommand(description(name, definition)))
  await waitUntilTableExists({ client, maxWaitTime: activeWithinSeconds, minDelay: 1 }, { TableName: name })
}

const description = (name: string, definition: TableDefinition): CreateTableCommandInput => {
  const { indexes = [], stream } = definition
  const attributes = [definition, ...indexes].flatMap(({ partitionKey, sortKey }) =>
    [partitionKey, sortKey ?? []].flat(),
  )
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(definition),
    AttributeDefinitions: [...new Set(attributes)].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
  }
}

const keySchema = ({
  partitionKey,
  sortKey,
}: {
  partitionKey: string
  sortKey?: string
}): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' as const }] : []),
]

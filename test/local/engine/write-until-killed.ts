import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createTables } from '#local/engine/create-tables.ts'
import { startEngine } from '#local/engine/engine.ts'

/** Writes to an engine of its own, and prints the name of each item that the engine has acknowledged. */
const engine = await startEngine(process.argv[2] ?? '')
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const client = new DynamoDBClient({
  endpoint: engine.endpoint,
  requestHandler: { httpAgent: engine.pool() },
  region: 'local',
  credentials,
})
await createTables(client, { Ballots: { partitionKey: 'bucket', sortKey: 'voter', backups: true } })

for (let count = 0; ; count++) {
  const voter = `v${count}`
  await client.send(
    new PutItemCommand({ TableName: 'Ballots', Item: { bucket: { S: 'b' }, voter: { S: voter } } }),
  )
  process.stdout.write(`${voter}\n`)
}

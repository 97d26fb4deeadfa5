import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ListTablesCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createTables } from '#local/engine/create-tables.ts'
import { startEngine } from '#local/engine/engine.ts'
import { networkOfItsOwn } from '#local/engine/network-of-its-own.ts'
import { uncheckedSignature } from '#local/engine/unchecked-signature.ts'
import { streamsApi } from '#local/streams/streams-api.ts'
import { LocalSystem } from '#test/support/local-system.ts'
import { isAlive, listenersOf, treeOf } from '#test/support/process-tree.ts'
import { ballots, clientOf, eventually, temporaryFolder } from '../support.ts'

/** What a page of another site, open in a browser on this machine, would send to a database. */
const listTables = (address: string, headers: Record<string, string>): Promise<string> =>
  new Promise((resolve) => {
    request(`http://${address}`, {
      method: 'POST',
      headers: {
        ...uncheckedSignature,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        ...headers,
      },
    })
      .on('response', (answer) => void text(answer).then(resolve))
      .on('error', (error) => resolve(error.message))
      .end('{}')
  })

const isRoot = process.getuid?.() === 0

describe.runIf(networkOfItsOwn())('where the kernel gives the engine a network of its own', () => {
  const shutStore = async () => {
    const engine = await startEngine(join(temporaryFolder(), 'leitai.db'))
    onTestFinished(() => engine.stop())
    const client = clientOf(engine)
    return { engine, client, streams: await createTables(client, ballots) }
  }

  test('we reach it over any number of connections at once', async () => {
    const { engine, client, streams } = await shutStore()
    expect(engine.isShut).toBe(true)
    const voters = Array.from({ length: 300 }, (_, index) => `v${index}`)
    await Promise.all(
      voters.map((voter) =>
        client.send(
          new PutItemCommand({ TableName: 'Ballots', Item: { bucket: { S: 'b' }, voter: { S: voter } } }),
        ),
      ),
    )
    const { Count: stored } = await client.send(new ScanCommand({ TableName: 'Ballots' }))
    expect(stored).toBe(voters.length)
    const [shard] = await streamsApi(engine).shards(streams['Ballots'] ?? '')
    expect(shard?.ShardId).toContain('Ballots')
  })

  test('nothing of it listens where others are', async () => {
    const { engine } = await shutStore()
    expect(treeOf(process.pid).length).toBeGreaterThan(3)
    expect(listenersOf(treeOf(process.pid))).toEqual([])
    expect(await listTables(new URL(engine.endpoint).host, {})).not.toContain('Ballots')
  })

  test.runIf(isRoot)('another account cannot follow it there', async () => {
    await shutStore()
    for (const id of treeOf(process.pid).slice(1)) {
      const enter = ['--target', String(id), '--net', 'true']
      const { status } = spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'nsenter', ...enter])
      expect(status).not.toBe(0)
    }
  })

  test('requests after its end are refused and do not wait', async () => {
    const { engine, client } = await shutStore()
    await engine.stop()
    await expect(client.send(new ListTablesCommand({}))).rejects.toThrow(/ended|ECONNRE|socket hang up/)
  })

  test('its end is noticed when the connector is killed, and nothing stays behind', async () => {
    const { engine } = await shutStore()
    const tree = treeOf(process.pid).slice(1)
    const isConnector = (id: number) =>
      spawnSync('ps', ['-o', 'args=', '-p', String(id)]).stdout.includes('connector.ts 8000\n')
    const connectors = tree.filter(isConnector)
    expect(connectors).toHaveLength(1)
    for (const id of connectors) process.kill(id, 'SIGKILL')
    await engine.ended
    await eventually(() => expect(tree.filter(isAlive)).toEqual([]))
  })
})

describe('a running system', () => {
  test.runIf(networkOfItsOwn())(
    'has no port behind which a database answers',
    async () => {
      const system = await LocalSystem.start()
      onTestFinished(() => system.stop())
      const listeners = listenersOf(treeOf(system.processId ?? 0))
      expect(listeners).toContain(new URL(system.base).host)
      for (const address of listeners)
        for (const headers of [{}, { origin: 'http://elsewhere.example' }, { host: 'elsewhere.example' }])
          expect(await listTables(address, headers)).not.toContain('TableNames')
      expect(system.said).not.toContain('could reach it')
    },
    60_000,
  )

  test('says what remains where the kernel gives none, and hides the engine as well as it can', async () => {
    const path = join(temporaryFolder(), 'no-unshare')
    mkdirSync(path)
    symlinkSync('/bin/sh', join(path, 'sh'))
    vi.stubEnv('PATH', path)
    const system = await LocalSystem.start()
    vi.unstubAllEnvs()
    onTestFinished(() => system.stop())
    expect(system.said).toContain('another account or program of this machine could reach it')
    expect(system.said).toContain('本机的其他账户或程序')
    const own = new URL(system.base).host
    const listeners = listenersOf(treeOf(system.processId ?? 0))
    const others = listeners.filter((address) => address !== own && !address.startsWith('127.0.0.1:'))
    expect(others).toHaveLength(1)
    expect(others[0]).toMatch(/^127\.\d+\.\d+\.\d+:\d+$/)
  }, 60_000)
})

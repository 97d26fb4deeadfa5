import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '#local/user-error.ts'
import { engineBinary } from './binary.ts'

/**
 * Starts the engine beside a reader of our pipe: when the pipe closes, because we stopped or were killed in any way, the
 * engine is killed with us and no orphan keeps the file. Killing it loses nothing, since every commit is synced to disk
 * before it is answered (see README.md).
 */
const tiedToPipe =
  '"$@" </dev/null 3<&- & engine=$!; { read -r _; kill -9 "$engine"; } <&3 3<&- 2>/dev/null & exec 3<&-; wait "$engine"'

const startAttempts = 5
const readyWithinMs = 10_000

export type Engine = {
  /** Where the DynamoDB API is served, on the loopback interface only. */
  endpoint: string
  /** Settles with the engine's last words when it ends, whoever ended it. */
  ended: Promise<string>
  stop: () => Promise<void>
}

/** Serves a SQLite file as DynamoDB on a free loopback port. Throws a `UserError` when the engine cannot run here. */
export const startEngine = async (databaseFile: string): Promise<Engine> => {
  const binary = engineBinary()
  let lastWords = ''
  for (let attempt = 0; attempt < startAttempts; attempt++) {
    const engine = launch(binary, databaseFile, await freePort())
    if (await isReady(engine)) return engine
    await engine.stop()
    lastWords = await engine.ended
  }
  throw new UserError(
    `The embedded engine does not start on ${databaseFile}: ${lastWords || 'it gave no answer'}.`,
  )
}

const launch = (binary: string, databaseFile: string, port: number): Engine => {
  const command = [binary, 'serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile]
  // A session of its own, so that Ctrl-C in the terminal ends us first and the requests in flight find the engine alive.
  const child = spawn('/bin/sh', ['-c', tiedToPipe, 'engine', ...command], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const pipe = child.stdio[3]
  const ended = end(child)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    ended,
    stop: async () => {
      pipe?.destroy()
      await ended
    },
  }
}

const end = async (child: ChildProcess): Promise<string> => {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-500)
  })
  await once(child, 'exit')
  child.stdio[3]?.destroy()
  return words
    .replace(/^Dynoxide listening.*$/m, '')
    .trim()
    .replace(/^error: /, '')
}

/** False when the engine ended before it answered, for instance because another program took the port first. */
const isReady = async (engine: Engine): Promise<boolean> => {
  let running = true
  void engine.ended.then(() => {
    running = false
  })
  const deadline = Date.now() + readyWithinMs
  while (running && Date.now() < deadline) {
    const answer = await fetch(engine.endpoint).catch(() => undefined)
    if (answer?.ok) return running
    await sleep(10)
  }
  return false
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

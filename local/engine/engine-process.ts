import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineAddress } from './address.ts'

const readyWithinMs = 10_000

export type EngineProcess = {
  child: ChildProcess
  /** Settles with the engine's last words when it ends, whoever ended it. */
  ended: Promise<string>
}

/** Starts a command; what it is tied to us by stands on its descriptor 3. */
export const startProcess = (command: [string, ...string[]], tie: 'pipe' | 'ipc'): EngineProcess => {
  const [program, ...words] = command
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', tie]
  // A session of its own, so that Ctrl-C in the terminal ends us first and the requests in flight find the engine alive.
  const child = spawn(program, words, { detached: true, stdio })
  return { child, ended: lastWordsOf(child) }
}

const lastWordsOf = async (child: ChildProcess): Promise<string> => {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-500)
  })
  await once(child, 'exit')
  return words
    .replace(/^Dynoxide listening.*$/m, '')
    .trim()
    .replace(/^error: /, '')
}

/** False when the engine ended before it answered, for instance because another program took the port first. */
export const isReady = async (
  { endpoint, pool }: EngineAddress,
  ended: Promise<string>,
): Promise<boolean> => {
  let running = true
  void ended.then(() => {
    running = false
  })
  const agent = pool()
  const deadline = Date.now() + readyWithinMs
  try {
    while (running && Date.now() < deadline) {
      if (await answers(endpoint, agent)) return running
      await sleep(10)
    }
    return false
  } finally {
    agent.destroy()
  }
}

const answers = (endpoint: string, agent: ReturnType<EngineAddress['pool']>): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(endpoint, { agent, timeout: readyWithinMs }, (answer) => {
      answer.resume()
      answer.on('close', () => resolve(answer.statusCode === 200))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })

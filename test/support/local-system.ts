import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '#local/engine/free-port.ts'
import { dataRoot } from './data-root.ts'

type PersonLink = { id: string; electorate?: string; code: string; link: string }
export type Links = {
  base: string
  contest: string
  owner: PersonLink
  organiser: PersonLink
  observer: PersonLink
  clerk: PersonLink
  judges: PersonLink[]
  voters: PersonLink[]
}

/** People have five seconds, three and one: `docs/testing.md` says where these pass. */
const shorterTimes = { CAST_TIMEOUT_SECONDS: '3', CLOSE_NOTICE_SECONDS: '1', HEAD_AGE_SECONDS: '0.3' }

/** The whole system as `npm start` runs it, on a port and a data folder of its own. */
export class LocalSystem {
  readonly #folder: string
  readonly #port: number
  #process: ChildProcess | undefined
  #said = ''

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
  }

  /** Starts it on an empty data folder; by default with the Haiyang example. */
  static async start(...options: string[]): Promise<LocalSystem> {
    const system = new LocalSystem(await mkdtemp(join(dataRoot, 'leitai-system-')), await freePort())
    await system.start(...options)
    return system
  }

  /** Starts it on a data folder that is there, for instance an imported one. */
  static async startOn(folder: string, ...options: string[]): Promise<LocalSystem> {
    const system = new LocalSystem(folder, await freePort())
    await system.start(...options)
    return system
  }

  get base(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get folder(): string {
    return this.#folder
  }

  /** What it has printed since its last start. */
  get said(): string {
    return this.#said
  }

  get processId(): number | undefined {
    return this.#process?.pid
  }

  async links(): Promise<Links> {
    return JSON.parse(await readFile(join(this.#folder, 'links.json'), 'utf8')) as Links
  }

  /** Starts it again on the same data. */
  async start(...options: string[]): Promise<void> {
    const child = spawn(
      process.execPath,
      ['local/commands/start.ts', '--port', String(this.#port), '--data', this.#folder, ...options],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        // It starts an engine of its own, whatever engine this process has.
        env: { ...process.env, DYNAMODB_ENDPOINT: '', ...shorterTimes },
      },
    )
    this.#process = child
    this.#said = ''
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        this.#said += chunk.toString()
        if (this.#said.includes('Leitai is ready at ')) resolve()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.on('exit', (code) => reject(new Error(`npm start ended with ${code}: ${this.#said}`)))
    })
  }

  /** As a power cut does it to the process. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
}

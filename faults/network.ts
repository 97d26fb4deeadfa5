import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoreError } from '#test/support/store-proxy.ts'

/** A request of a function to the store, as far as a fault needs to know it. */
export type StoreRequest = {
  /** `PutItem` … */
  operation: string
  table: string
  /** Of the item, or of the query: `voter-7`, `harvest/head` … */
  key: string
  writes: boolean
  /** How often this process has asked for the same before, this time included. */
  nth: number
}

/** What becomes of a request; nothing lets it through. */
export type Fate = {
  /** Milliseconds on the way there. */
  delay?: number
  /** Stands somewhere in the network until then. The function may give up waiting; the request arrives all the same. */
  held?: Promise<unknown>
  /** The whole process stands still until then, its own deadlines with it; then everything goes on. */
  frozen?: Promise<unknown>
  /** Not done, and said so. */
  refused?: StoreError
  /** Done, but nobody hears of it. */
  answerLost?: true
}

export const throttled: StoreError = { status: 400, type: 'ProvisionedThroughputExceededException' }
export const broken: StoreError = { status: 500, type: 'InternalServerError' }

/** What the SDK hands to its HTTP handler, and gets from it. */
type HttpRequest = { headers: Record<string, string>; body?: string | Uint8Array }
type HttpOptions = { abortSignal?: AbortSignal | undefined } | undefined
type HttpAnswer = { response: { statusCode: number; headers: Record<string, string>; body?: unknown } }
export type HttpHandler = { handle(request: HttpRequest, options?: HttpOptions): Promise<HttpAnswer> }

/** The way of one process to the store, with whatever goes wrong on it. It ends with the process. */
export class Network {
  /** Asked once per request. */
  fate: (request: StoreRequest) => Fate | undefined = () => undefined
  /** The process ends with this write, counted from 1: the store does it, and nobody is there to hear of it. */
  lastWrite = Infinity
  /** Rejects when the process is killed. */
  readonly ended: Promise<never>
  #isDead = false
  #written = 0
  #end: (reason: Error) => void = () => undefined
  readonly #asked = new Map<string, number>()

  constructor() {
    this.ended = new Promise((_, reject) => (this.#end = reject))
    // Nobody may be waiting for a process when it dies.
    this.ended.catch(() => undefined)
  }

  kill(): void {
    this.#isDead = true
    this.#end(new Killed('the process was killed'))
  }

  /** Puts the network between the SDK and its HTTP handler, below the SDK's retries. */
  before(inner: HttpHandler): HttpHandler {
    return { ...inner, handle: (request, options) => this.#pass(inner, request, options) }
  }

  async #pass(inner: HttpHandler, request: HttpRequest, options: HttpOptions): Promise<HttpAnswer> {
    this.#live()
    const described = this.#described(request)
    const fate = this.fate(described) ?? {}
    if (fate.frozen) await fate.frozen
    this.#live()
    if (fate.refused) return failure(fate.refused)
    const arriving = this.#arrive(inner, request, fate)
    const answer = await (fate.frozen ? arriving : orAborted(arriving, options?.abortSignal))
    if (described.writes && answer.response.statusCode === 200 && ++this.#written === this.lastWrite)
      this.kill()
    if (this.#isDead || fate.answerLost) {
      discard(answer)
      this.#live()
      throw connectionReset()
    }
    return answer
  }

  async #arrive(inner: HttpHandler, request: HttpRequest, { delay = 0, held }: Fate): Promise<HttpAnswer> {
    if (delay > 0) await sleep(delay)
    if (held) await held
    return inner.handle(request)
  }

  #live(): void {
    if (this.#isDead) throw new Killed('the process was killed')
  }

  #described(request: HttpRequest): StoreRequest {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    const { table, key } = itemIn(textOf(request.body))
    const name = `${operation} ${table} ${key}`
    const nth = (this.#asked.get(name) ?? 0) + 1
    this.#asked.set(name, nth)
    return { operation, table, key, nth, writes: /Put|Update|Delete|Write/.test(operation) }
  }
}

export class Killed extends Error {
  override name = 'Killed'
}

type Attributes = Record<string, { S?: string }>
type Body = {
  TableName?: string
  Key?: Attributes
  Item?: Attributes
  ExpressionAttributeValues?: Attributes
  TransactItems?: { Update?: Body; Put?: Body }[]
}

const decoder = new TextDecoder()
const textOf = (body: string | Uint8Array = ''): string =>
  typeof body === 'string' ? body : decoder.decode(body)

const keyNames = ['bucket', 'voter', 'contest', 'item', 'attempt', 'key']

function itemIn(text: string): { table: string; key: string } {
  const body = JSON.parse(text) as Body
  const [first] = body.TransactItems ?? []
  const { TableName = '', Key, Item, ExpressionAttributeValues } = first?.Update ?? first?.Put ?? body
  const item = Key ?? Item
  const parts = item
    ? keyNames.flatMap((name) => item[name]?.S ?? [])
    : Object.values(ExpressionAttributeValues ?? {}).flatMap(({ S }) => S ?? [])
  return { table: TableName, key: parts.join(' ') }
}

/** What the SDK gets when its caller gives up: the request itself cannot be called back. */
function orAborted(arriving: Promise<HttpAnswer>, signal: AbortSignal | undefined): Promise<HttpAnswer> {
  if (!signal) return arriving
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      arriving.then(discard, () => undefined)
      reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }))
    }
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    arriving.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

function discard({ response: { body } }: HttpAnswer): void {
  if (body instanceof Readable) body.resume()
}

const connectionReset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

function failure({ status, type, body = {} }: StoreError): HttpAnswer {
  const text = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...body })
  const headers = { 'content-type': 'application/x-amz-json-1.0' }
  return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(text)]) } }
}

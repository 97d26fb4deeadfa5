import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { uncheckedSignature } from '#local/engine/unchecked-signature.ts'
import { type Handler, invoke } from '#local/lambda/invoke.ts'
import type { Break } from './breaks.ts'
import { type HttpHandler, Network } from './network.ts'

/**
 * Warm processes of the functions, several in this one: every instance has modules of its own, so what a function remembers between
 * requests (heads, keys, fences) differs from one to the next, as it does on Lambda, and its own network to the store.
 */
export type Instance = {
  network: Network
  /** Loads a function before it is called first. */
  warmUp(room: Room, name: string): Promise<unknown>
  /** Calls a function as Lambda does; rejects when it fails, takes too long or the process is killed. */
  invoke(room: Room, name: string, event: unknown, timeoutSeconds: number): Promise<unknown>
  /** The metrics that its functions have published so far, added up. */
  metrics: ReadonlyMap<string, number>
}

type Room = 'api' | 'streams'

const functions = new URL('../functions/', import.meta.url).href

/** Must run before the first instance starts; `broken` takes something out of the functions that all instances run. */
export function prepareInstances(broken?: Break): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context)
      const instance = new URL(context.parentURL ?? 'file:///').search
      return instance && resolved.url.startsWith(functions) && !resolved.url.includes('?')
        ? { ...resolved, url: resolved.url + instance }
        : resolved
    },
    load: (url, context, next) => {
      const loaded = next(url, context)
      if (!broken || !url.startsWith(`${functions}${broken.file}?`)) return loaded
      return { ...loaded, source: changed(broken) }
    },
  })
}

/** The file without what the break takes out. Throws when a change does not fit exactly once. */
function changed({ name, file, changes }: Break): string {
  return changes.reduce(
    (source, { from, to }) => {
      const parts = source.split(from)
      if (parts.length !== 2)
        throw new Error(`‘${name}’ does not apply: found ${parts.length - 1} times in ${file}: ${from}`)
      return parts.join(to)
    },
    readFileSync(new URL(file, functions), 'utf8'),
  )
}

let started = 0

export async function startInstance(): Promise<Instance> {
  const instance = `?instance=${++started}`
  const network = new Network()
  await connect(instance, network)
  return {
    network,
    metrics: await addedMetrics(instance),
    warmUp: (room, name) => load(`${room}/${name}.ts`, instance),
    invoke: async (room, name, event, timeoutSeconds) => {
      const { handler } = (await load(`${room}/${name}.ts`, instance)) as { handler: Handler }
      return Promise.race([invoke(name, handler, event, timeoutSeconds), network.ended])
    },
  }
}

export const startInstances = (count: number): Promise<Instance[]> =>
  Promise.all(Array.from({ length: count }, startInstance))

const load = (file: string, instance: string): Promise<unknown> => import(functions + file + instance)

/** The instance's client goes over the network given, without what only AWS has a use for. */
async function connect(instance: string, network: Network): Promise<void> {
  const { db } = (await load('store/client.ts', instance)) as typeof import('#store/client.ts')
  db.middlewareStack.remove('getUserAgentMiddleware')
  db.config.signer = async () => ({
    sign: async (request) => {
      Object.assign(request.headers, uncheckedSignature)
      return request
    },
  })
  const config = db.config as unknown as { requestHandler: HttpHandler }
  const inner = config.requestHandler
  config.requestHandler = network.before({ handle: (request, options) => inner.handle(request, options) })
}

/** What the functions publish as metrics is only added up here. */
async function addedMetrics(instance: string): Promise<Instance['metrics']> {
  const { metrics } = (await load('runtime/log.ts', instance)) as typeof import('#runtime/log.ts')
  const sums = new Map<string, number>()
  const add = metrics.addMetric.bind(metrics)
  metrics.addMetric = (name, unit, value, resolution) => {
    sums.set(name, (sums.get(name) ?? 0) + value)
    return add(name, unit, value, resolution)
  }
  return sums
}

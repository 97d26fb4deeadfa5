import { inEveryLanguage } from '#words/local.ts'
import { castBallot, routes } from '#functions/routes.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { buildPages, pagesFolder } from './build-pages.ts'
import type { DataFolder } from '#local/data/data-folder.ts'
import { checkDatabase } from '#local/engine/database-file.ts'
import { leadClientTo } from '#local/engine/lean-client.ts'
import { startEmbeddedStore, useStore } from './store.ts'
import { edgeCache } from '#local/http/edge-cache.ts'
import type { Front } from '#local/http/front.ts'
import { functionsOf } from '#local/http/functions.ts'
import { builtPages } from '#local/http/pages.ts'
import { sampleStream } from '#local/http/sample-stream.ts'
import { sessionKeys } from '#local/data/session-keys.ts'
import { type Handler, loadHandler } from '#local/lambda/invoke.ts'
import type { Addresses } from '#local/http/addresses.ts'
import { startPublishEndpoint } from '#local/push/publish.ts'
import { startRealtime } from '#local/push/realtime.ts'
import { applySettings } from './environment.ts'
import { type Checkpoints, openCheckpoints } from '#local/streams/checkpoints.ts'
import { startStreams } from '#local/streams/streams.ts'
import { streamsApi } from '#local/streams/streams-api.ts'

export type System = {
  /** Settles with the engine's last words when it ends, whoever ended it. */
  engineEnded: Promise<string>
  /** Requests in flight are finished; nothing that was acknowledged is lost. */
  stop: () => Promise<void>
}

/**
 * Puts the unchanged functions between an engine, an HTTP front, stream delivery and push. `engine` is the address of one that is there
 * already, instead of the embedded one.
 */
export const startSystem = async (
  folder: DataFolder,
  front: Front,
  addresses: Addresses,
  engine: string | undefined,
  say: (message: string) => void,
): Promise<System> => {
  const keys = sessionKeys(folder.keys)
  const checkpoints = openCheckpoints(folder.checkpoints)
  const store = await startStore(folder, checkpoints, engine)
  if (store.isExposed) say(inEveryLanguage((t) => t.databaseExposed))
  await buildPages(say)
  const realtime = startRealtime()
  const publisher = await startPublishEndpoint(realtime.publish)
  applySettings({
    base: addresses.base,
    console: addresses.console,
    dynamodbEndpoint: store.endpoint,
    keys,
    publishUrl: publisher.url,
    realtimeUrl: addresses.realtime,
  })
  await leadClientTo(store)

  const streams = startStreams({
    api: streamsApi(store),
    streams: store.streams,
    subscriptions,
    handlers: await loadHandlers('streams', subscriptions),
    checkpoints,
    failed: folder.failed,
  })
  const functions = functionsOf({
    routes: await routesInForce(),
    handlers: await loadHandlers('api', routes),
    cache: edgeCache(() => performance.now()),
    onWrite: streams.wake,
  })
  front.open({
    push: new URL(addresses.realtime).origin,
    functions,
    pages: [builtPages(pagesFolder), sampleStream()],
    upgrade: realtime.upgrade,
  })

  return {
    engineEnded: store.ended,
    stop: async () => {
      realtime.close()
      await front.close()
      await streams.stop()
      publisher.close()
      await store.stop()
      checkpoints.close()
      folder.release()
    },
  }
}

const startStore = (folder: DataFolder, checkpoints: Checkpoints, engine: string | undefined) => {
  if (engine) return useStore(engine)
  checkDatabase(folder.database)
  return startEmbeddedStore(folder, checkpoints)
}

/** The seal waits for votes by the time after which they are stopped here. */
const routesInForce = async () => {
  const { castTimeoutMs } = await import('#runtime/times.ts')
  return routes.map((route) =>
    route.function === castBallot.function ? { ...route, timeoutSeconds: castTimeoutMs() / 1_000 } : route,
  )
}

const loadHandlers = async (
  room: 'api' | 'streams',
  users: readonly { function: string }[],
): Promise<Map<string, Handler>> => {
  const names = [...new Set(users.map(({ function: name }) => name))]
  return new Map(await Promise.all(names.map(async (name) => [name, await loadHandler(room, name)] as const)))
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '#functions/routes.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { readContestFile } from '#local/data/contest-files.ts'
import { readRosterFile } from '#local/data/roster-file.ts'
import { openDataFolder } from '#local/data/data-folder.ts'
import { startOpenEngine } from '#local/engine/engine.ts'
import { startEmbeddedStore } from '#local/system/store.ts'
import { edgeCache } from '#local/http/edge-cache.ts'
import { listen } from '#local/http/front.ts'
import { functionsOf } from '#local/http/functions.ts'
import { sessionKeys } from '#local/data/session-keys.ts'
import type { Links } from '#local/data/links.ts'
import { beginLoad, finishLoad } from '#local/data/load-contest.ts'
import { addressesOf } from '#local/http/addresses.ts'
import { startPublishEndpoint } from '#local/push/publish.ts'
import { startRealtime } from '#local/push/realtime.ts'
import { applySettings, type Settings } from '#local/system/environment.ts'
import { openCheckpoints } from '#local/streams/checkpoints.ts'
import { startStreams } from '#local/streams/streams.ts'
import { streamsApi } from '#local/streams/streams-api.ts'
import { createOwner } from '#store/people.ts'
import { bundleFunctions, functionEntries } from '../../cdk/bundles.ts'
import { type GrantedStore, startGrantedStore } from './granted-store.ts'
import { LambdaFunction } from './lambda-function.ts'
import { variablesOf } from './variables.ts'

export type BundledSystem = {
  base: string
  links: Links
  store: GrantedStore
  /** Ends every function's process in the middle of its work, as Lambda may at any time, and starts others. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const example = 'examples/haiyang-2022'
const ownerCode = 'TEST-WNER-2345'

/**
 * The system as AWS runs it, but for AWS: the bundles under Lambda's runtime client, each with its own role, between the local
 * front, engine, streams and push. Loaded with the Haiyang example.
 */
export async function startBundledSystem(): Promise<BundledSystem> {
  const root = await mkdtemp(join(tmpdir(), 'leitai-bundled-'))
  const folder = openDataFolder(join(root, 'data'))
  const contest = readContestFile(join(example, 'contest.json'))
  const load = { contest, roster: readRosterFile(join(example, 'roster.csv'), contest).rows, ownerCode }
  beginLoad(folder, load)

  const checkpoints = openCheckpoints(folder.checkpoints)
  const engine = await startEmbeddedStore(folder, checkpoints, startOpenEngine)
  const store = await startGrantedStore(engine.endpoint)
  const realtime = startRealtime()
  const publisher = await startPublishEndpoint(realtime.publish)
  const front = await listen('127.0.0.1', 0)
  const addresses = addressesOf('127.0.0.1', front.port)
  const settings: Settings = {
    base: addresses.base,
    dynamodbEndpoint: store.endpoint,
    keys: sessionKeys(folder.keys),
    publishUrl: publisher.url,
    realtimeUrl: addresses.realtime,
  }

  const bundles = bundleFunctions(Object.values(functionEntries()), join(root, 'bundles'))
  const functions = bundles.map(
    ({ name, folder: bundle }) => new LambdaFunction(name, bundle, variablesOf(name, settings)),
  )
  await startAll(functions)
  const handlers = new Map(functions.map(({ name, handler }) => [name, handler]))
  const streams = startStreams({
    api: streamsApi(engine),
    streams: engine.streams,
    subscriptions,
    handlers,
    checkpoints,
    failed: folder.failed,
  })
  const cache = edgeCache(() => performance.now())
  front.open({
    functions: functionsOf({ routes, handlers, cache, onWrite: streams.wake }),
    pages: [],
    upgrade: realtime.upgrade,
  })

  // The first owner is made by the deployment, not by a function.
  applySettings({ ...settings, dynamodbEndpoint: engine.endpoint })
  await createOwner(ownerCode)
  const kill = () => Promise.all(functions.map((one) => one.kill()))
  return {
    base: addresses.base,
    links: await finishLoad(folder, load, addresses),
    store,
    crash: async () => {
      await kill()
      await startAll(functions)
    },
    stop: async () => {
      realtime.close()
      await front.close()
      await streams.stop()
      await kill()
      publisher.close()
      await store.stop()
      await engine.stop()
      checkpoints.close()
      folder.release()
      await rm(root, { recursive: true })
    },
  }
}

/** Lambda gives a start time of its own; here it would count as the first event's. */
const startAll = (functions: readonly LambdaFunction[]) => Promise.all(functions.map((one) => one.start()))

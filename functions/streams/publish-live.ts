import { setTimeout as sleep } from 'node:timers/promises'
import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { liveChannel } from '#core/channel.ts'
import { env } from '#functions/env.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { freshContest } from '#runtime/contests.ts'
import { readLiveDocument } from '#services/live.ts'
import { logger, metrics } from '#runtime/log.ts'
import { publish, pushes } from '#runtime/push.ts'
import { stream } from '#runtime/stream.ts'

const pushedAt = new WarmCache<number>(1_000)

/** Contests and Tallies streams → push: everybody who listens gets the live document. A push that fails is only a hint lost. */
export const handler = stream(async (records) => {
  if (!pushes()) return undefined
  const contests = new Set(records.flatMap(({ dynamodb }) => dynamodb.Keys?.['contest']?.S ?? []))
  await Promise.all([...contests].map(pushLive))
  return undefined
})

async function pushLive(id: string): Promise<void> {
  // What happens meanwhile is in the next one.
  await sleep(Math.max(0, (pushedAt.get(id) ?? 0) + env.pushIntervalMs - Date.now()))
  const known = await freshContest(id)
  if (!known) return
  pushedAt.set(id, Date.now())
  const live = await readLiveDocument(known, 'public')
  await publish(liveChannel(id), JSON.stringify(live)).catch((error: unknown) => {
    metrics.addMetric('PushFailed', MetricUnit.Count, 1)
    logger.warn('push failed', { error })
  })
}

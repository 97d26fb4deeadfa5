import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { isDelay } from '#core/ballot/mark.ts'
import { differenceOf, type Tally } from '#core/tally.ts'
import type { SealedAttempt } from '#store/archive.ts'
import { readTally } from '#store/tallies.ts'
import { logger, metrics } from '#runtime/log.ts'

/**
 * Compares the counters behind the live figures with a recount, as metric `TallyDrift`: the sum of all differences, 0 when all is well. A
 * difference is an error in the counting on the way or a stream that is far behind; the result is the recount either way.
 */
export async function reportDrift(
  { contest, round, attempt, version }: SealedAttempt,
  recounted: Tally,
): Promise<void> {
  const counted = await readTally(contest, round, attempt)
  const { marks, counts } = differenceOf(new Map([...counted].filter(([mark]) => !isDelay(mark))), recounted)
  metrics.addMetric('TallyDrift', MetricUnit.Count, counts)
  if (counts > 0)
    logger.error('live figures differed from the recount', {
      contest,
      round,
      attempt,
      version,
      marks,
      counts,
    })
}

import { createHash } from 'node:crypto'
import type { Contest } from '#contract/contest.ts'
import { bucketsFor } from '#core/contest/buckets.ts'
import { emptyState } from '#core/contest/state.ts'
import { bucketOf } from '#store/ballots.ts'
import { percentile } from './statistics.ts'
import { arrivalOf } from './arrivals.ts'
import { round } from './assumptions.ts'

/** First ballots a second, in the second in which each bucket, or the partition with the most of them, gets the most. */
export type Heat = {
  buckets: number
  perBucket: { p50: number; p99: number; most: number }
  partitions: number
  perPartition: { most: number }
}

/** The buckets that the rules give a round of so many voters. */
export function realBuckets(contest: Contest, voters: number): number {
  const [first] = contest.rounds
  const [panel] = first?.panels ?? []
  if (!first || !panel) throw new Error(`contest ${contest.id} has no round`)
  const state = { ...emptyState, eligible: { [panel.electorate]: voters } }
  return bucketsFor(first, { contest, state, expectedVoters: voters })
}

/** Lets every voter's ballot arrive and fall into the bucket that the store would put it into. */
export function heatOf(voters: number, buckets: number, partitions: number): Heat {
  const attempt = { contest: 'c', round: 'r', attempt: 1, buckets }
  const perBucket = new Map<string, Uint32Array>()
  for (let voter = 0; voter < voters; voter++) {
    const key = bucketOf(attempt, `v-${String(voter).padStart(7, '0')}`)
    const seconds = perBucket.get(key) ?? new Uint32Array(round.seconds)
    perBucket.set(key, seconds)
    const second = arrivalOf(voter)
    seconds[second] = (seconds[second] ?? 0) + 1
  }
  const peaks = [...perBucket.values()].map(mostOf)
  return {
    buckets,
    perBucket: { p50: percentile(peaks, 0.5), p99: percentile(peaks, 0.99), most: mostOf(peaks) },
    partitions,
    perPartition: { most: mostOf(onPartitions(perBucket, partitions).map(mostOf)) },
  }
}

/** Partitions hold ranges of the key's hash; where a key falls is as good as chance. */
function onPartitions(perBucket: Map<string, Uint32Array>, partitions: number): Uint32Array[] {
  const sums = Array.from({ length: partitions }, () => new Uint32Array(round.seconds))
  for (const [key, seconds] of perBucket) {
    const place = createHash('sha256').update(`partition of ${key}`).digest().readUInt32BE() / 2 ** 32
    const sum = sums[Math.floor(place * partitions)] ?? new Uint32Array()
    for (const [second, count] of seconds.entries()) sum[second] = (sum[second] ?? 0) + count
  }
  return sums
}

const mostOf = (values: Iterable<number>): number => {
  let most = 0
  for (const value of values) most = Math.max(most, value)
  return most
}

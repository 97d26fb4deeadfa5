import type { Contest, Round } from '#contract/contest.ts'
import type { ContestState } from './state.ts'

const votersPerBucket = 2_000
const mostBuckets = 256

/**
 * Over how many partition keys the ballots of a round are spread, so that none runs hot: the next power of two of
 * eligible / 2,000, at least 1 and at most 256. Where anyone may take a session the expected voters stand for the eligible.
 */
export function bucketsFor(
  round: Round,
  { contest, state, expectedVoters }: { contest: Contest; state: ContestState; expectedVoters: number },
): number {
  const voters = round.panels.map(({ electorate }) =>
    isOpen(contest, electorate) ? expectedVoters : (state.eligible[electorate] ?? 0),
  )
  const needed = voters.reduce((sum, count) => sum + count, 0) / votersPerBucket
  return Math.min(mostBuckets, 2 ** Math.ceil(Math.log2(Math.max(1, needed))))
}

/** Whether anyone may take a session in the electorate: how many could vote is then unknown. */
export const isOpen = (contest: Contest, electorate: string): boolean =>
  contest.electorates.find(({ id }) => id === electorate)?.admission === 'open'

import type { Contest, Round } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import { contestantsOf } from './round.ts'

/** Rounds in which somebody may speak, the likeliest first: the one that is judged now, the one to come, the one just closed. */
const likeliest: LiveRound['status'][] = ['open', 'waiting', 'closed']

/** The round that sets the time of a contestant's speech: of those with a time that are not counted yet, the likeliest. */
export function roundOfSpeech(
  contest: Contest,
  contestant: string,
  statusOf: (round: Round) => LiveRound['status'],
): Round | undefined {
  const candidates = contest.rounds.filter(
    (round) => round.speech && contestantsOf(contest, round).some(({ id }) => id === contestant),
  )
  return likeliest
    .map((status) => candidates.find((round) => statusOf(round) === status))
    .find((round) => round !== undefined)
}

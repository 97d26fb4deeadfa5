import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'

/** Who has left a round before it was opened. */
export const leftOf = (
  contest: Contest,
  round: Round,
  { withdrawn = {} }: Pick<Live, 'withdrawn'>,
): Contestant[] => contest.contestants.filter(({ id }) => withdrawn[id]?.includes(round.id))

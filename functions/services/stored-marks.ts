import type { RoundRules } from '#core/ballot.ts'
import { delayMark, type Mark } from '#core/ballot/mark.ts'
import type { StoredBallot } from '#store/ballots.ts'

/** Everything that the counters count of a ballot: its marks, and how far behind the live edge its viewer was, if that is known. */
export const storedMarks = (
  rules: RoundRules,
  { ballot, delay, recused, shadow }: Pick<StoredBallot, 'ballot' | 'delay' | 'recused' | 'shadow'>,
): Mark[] => [
  ...(shadow ? [] : rules.marks(ballot, recused)),
  ...(delay === undefined ? [] : [delayMark(delay)]),
]

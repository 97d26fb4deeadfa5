import type { BallotRules } from '#core/ballot/rules.ts'
import { delayMark, type Mark } from '#core/ballot/mark.ts'
import type { StoredBallot } from '#store/ballots.ts'

/** Everything that the counters count of a ballot: its marks, and how far behind the live edge its viewer was, if that is known. */
export const storedMarks = (
  rules: BallotRules,
  { ballot, delay }: Pick<StoredBallot, 'ballot' | 'delay'>,
): Mark[] => (delay === undefined ? rules.marks(ballot) : [...rules.marks(ballot), delayMark(delay)])

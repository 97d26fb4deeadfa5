import type { Ballot } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import { ballotRules } from './ballot.ts'
import type { Mark } from './ballot/mark.ts'

export type { Mark }

/** The distinct marks of one valid ballot. For many ballots of a round, make its `ballotRules` once. */
export const marksOf = (contest: Contest, round: Round, ballot: Ballot): Mark[] =>
  ballotRules(contest, round).marks(ballot)

import type { Ballot } from '#contract/ballot.ts'
import type { Contest, Panel, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { chooseRules } from './ballot/choose.ts'
import { gradeRules } from './ballot/grade.ts'
import { rankRules } from './ballot/rank.ts'
import type { BallotRules, Field } from './ballot/rules.ts'
import { scoreRules } from './ballot/score.ts'
import { fault } from './faults.ts'
import { contestantsOf } from './round.ts'

export type { BallotRules }

/** The rules of one round, worked out once for any number of ballots. */
export function ballotRules(contest: Contest, round: Round): BallotRules {
  const contestants = new Set(contestantsOf(contest, round).map(({ id }) => id))
  const panels = new Map(round.panels.map((panel) => [panel.electorate, panelRules(panel, contestants)]))
  return {
    check: (ballot) => {
      const rules = panels.get(ballot.electorate)
      if (!rules) return [fault('$.electorate', 'no-vote')]
      return rules.check(ballot)
    },
    marks: (ballot) => panels.get(ballot.electorate)?.marks(ballot) ?? [],
  }
}

/** Every fault of a ballot, with JSONPaths that start at the ballot; none when it may be cast. */
export const checkBallot = (contest: Contest, round: Round, ballot: Ballot): Fault[] =>
  ballotRules(contest, round).check(ballot)

/** Whether two ballots say the same: order matters in a ranking and nowhere else. */
export function sameBallot(a: Ballot, b: Ballot): boolean {
  if (a.electorate !== b.electorate) return false
  if ('choices' in a) return 'choices' in b && sameMembers(a.choices, b.choices)
  if ('grades' in a) return 'grades' in b && sameRecord(a.grades, b.grades)
  if ('scores' in a) return 'scores' in b && sameRecord(a.scores, b.scores, sameRecord)
  return 'ranking' in b && sameList(a.ranking, b.ranking)
}

/**
 * Whether `next` leaves every mark of `previous` as it is and at most marks further contestants: all that a round without
 * revision allows. Choose and rank ballots are whole, so nothing can be added to them.
 */
export function onlyAdds(previous: Ballot, next: Ballot): boolean {
  if (previous.electorate !== next.electorate) return false
  if ('grades' in previous) return 'grades' in next && holdsAll(previous.grades, next.grades)
  if ('scores' in previous) return 'scores' in next && holdsAll(previous.scores, next.scores, sameRecord)
  return sameBallot(previous, next)
}

function panelRules({ electorate, ballot }: Panel, contestants: ReadonlySet<string>): BallotRules {
  const field: Field = { electorate, contestants }
  switch (ballot.kind) {
    case 'choose':
      return chooseRules(ballot, field)
    case 'grade':
      return gradeRules(ballot, field)
    case 'score':
      return scoreRules(ballot, field)
    case 'rank':
      return rankRules(ballot, field)
  }
}

type Same<Value> = (a: Value, b: Value) => boolean

const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  sameList(a.toSorted(), b.toSorted())

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

function sameRecord<Value>(
  a: Record<string, Value>,
  b: Record<string, Value>,
  same: Same<Value> = equal,
): boolean {
  return Object.keys(a).length === Object.keys(b).length && holdsAll(a, b, same)
}

function holdsAll<Value>(
  part: Record<string, Value>,
  whole: Record<string, Value>,
  same: Same<Value> = equal,
): boolean {
  return Object.entries(part).every(([key, value]) => {
    const other = Object.hasOwn(whole, key) ? whole[key] : undefined
    return other !== undefined && same(value, other)
  })
}

const equal = (a: unknown, b: unknown): boolean => a === b

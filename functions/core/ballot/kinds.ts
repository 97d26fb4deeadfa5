import type { BallotRuleOf } from '#contract/contest.ts'
import { fault } from '../faults.ts'
import { chooseRules } from './choose.ts'
import { isOfKind, type BallotKind, type BallotOf, type FilledBallot, type FormOf } from './filled.ts'
import { gradeRules } from './grade.ts'
import { rankRules } from './rank.ts'
import type { BallotRules, Field, RulesOf } from './rules.ts'
import { holdsAll, sameBallot, sameRecord } from './same.ts'
import { scoreRules } from './score.ts'

type Kind<Name extends BallotKind> = {
  /** The name under which a ballot carries its marks. */
  form: FormOf[Name]
  rules: RulesOf<Name>
  /** For a kind that may be filled contestant by contestant: whether `next` leaves every mark of `previous` as it is. */
  onlyAdds?: (previous: BallotOf<Name>, next: BallotOf<Name>) => boolean
}

/**
 * Every kind of ballot. A new one is a file of rules beside these and an entry here, a line in `same.ts` and its schemas in the contract; the
 * compiler names what is missing.
 */
const kinds: { [Name in BallotKind]: Kind<Name> } = {
  choose: { form: 'choices', rules: chooseRules },
  grade: {
    form: 'grades',
    rules: gradeRules,
    onlyAdds: (previous, next) => holdsAll(previous.grades, next.grades),
  },
  score: {
    form: 'scores',
    rules: scoreRules,
    onlyAdds: (previous, next) => holdsAll(previous.scores, next.scores, sameRecord),
  },
  rank: { form: 'ranking', rules: rankRules },
}

/** What a panel whose ballots are of one kind makes of any ballot. */
export function rulesOfKind<Name extends BallotKind>(
  kind: Name,
  rule: BallotRuleOf<Name>,
  field: Field,
): BallotRules {
  const { form, rules } = kinds[kind]
  const { check, marks } = rules(rule, field)
  return {
    check: (ballot) =>
      isOfKind(ballot, kind)
        ? check(ballot)
        : [fault(`$.${kinds[ballot.kind].form}`, 'other-ballot-kind', { wanted: form })],
    marks: (ballot) => (isOfKind(ballot, kind) ? marks(ballot) : []),
  }
}

/**
 * Whether `next` leaves every mark of `previous` as it is and at most marks further contestants: all that a round without
 * revision allows. Choose and rank ballots are whole, so nothing can be added to them.
 */
export const onlyAdds = (previous: FilledBallot, next: FilledBallot): boolean =>
  previous.electorate === next.electorate && adds(previous.kind, previous, next)

function adds<Name extends BallotKind>(kind: Name, previous: BallotOf<Name>, next: FilledBallot): boolean {
  return isOfKind(next, kind) && (kinds[kind].onlyAdds ?? sameBallot)(previous, next)
}

import type { BallotRuleOf } from '#contract/contest.ts'
import { fault } from '../faults.ts'
import { castMark, mark } from './mark.ts'
import { listFaults, wrongForm, type BallotRules, type Field } from './rules.ts'

export function chooseRules(rule: BallotRuleOf<'choose'>, { electorate, contestants }: Field): BallotRules {
  const { min = 1, max } = rule
  return {
    check: (ballot) => {
      if (!('choices' in ballot)) return wrongForm(ballot, 'choices')
      const faults = listFaults(ballot.choices, contestants, '$.choices')
      const count = ballot.choices.length
      if (count < min) faults.push(fault('$.choices', 'too-few', { count, least: min }))
      if (count > max) faults.push(fault('$.choices', 'too-many', { count, most: max }))
      return faults
    },
    marks: (ballot) => {
      if (!('choices' in ballot)) return []
      return [castMark(electorate), ...ballot.choices.map((id) => mark(electorate, id, '', '1'))]
    },
  }
}

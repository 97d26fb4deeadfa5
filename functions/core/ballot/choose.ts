import { fault } from '../faults.ts'
import { castMark, mark } from './mark.ts'
import { listFaults, type RulesOf } from './rules.ts'

export const chooseRules: RulesOf<'choose'> = (rule, field) => {
  const { electorate, contestants } = field
  const { max } = rule
  // Whoever is recused has fewer to choose among.
  const min = Math.min(rule.min ?? 1, contestants.size)
  return {
    check: (ballot) => {
      const faults = listFaults(ballot.choices, field, '$.choices')
      const count = ballot.choices.length
      if (count < min) faults.push(fault('$.choices', 'too-few', { count, least: min }))
      if (count > max) faults.push(fault('$.choices', 'too-many', { count, most: max }))
      return faults
    },
    marks: (ballot) => [castMark(electorate), ...ballot.choices.map((id) => mark(electorate, id, '', '1'))],
  }
}

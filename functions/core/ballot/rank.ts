import { fault } from '../faults.ts'
import { castMark, mark } from './mark.ts'
import { listFaults, type RulesOf } from './rules.ts'

export const rankRules: RulesOf<'rank'> = (rule, field) => {
  const { electorate, contestants } = field
  const least = Math.min(rule.points.length, contestants.size)
  return {
    check: (ballot) => {
      const faults = listFaults(ballot.ranking, field, '$.ranking')
      const count = ballot.ranking.length
      if (count < least) faults.push(fault('$.ranking', 'too-few', { count, least }))
      return faults
    },
    marks: (ballot) => {
      const places = ballot.ranking.map((contestant, index) =>
        mark(electorate, contestant, '', String(index + 1)),
      )
      return [castMark(electorate), ...places]
    },
  }
}

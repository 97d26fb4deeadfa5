import type { BallotRuleOf } from '#contract/contest.ts'
import { fault } from '../faults.ts'
import { castMark, mark } from './mark.ts'
import { listFaults, wrongForm, type BallotRules, type Field } from './rules.ts'

export function rankRules(rule: BallotRuleOf<'rank'>, { electorate, contestants }: Field): BallotRules {
  const least = Math.min(rule.points.length, contestants.size)
  return {
    check: (ballot) => {
      if (!('ranking' in ballot)) return wrongForm(ballot, 'ranking')
      const faults = listFaults(ballot.ranking, contestants, '$.ranking')
      const count = ballot.ranking.length
      if (count < least) faults.push(fault('$.ranking', 'too-few', { count, least }))
      return faults
    },
    marks: (ballot) => {
      if (!('ranking' in ballot)) return []
      const places = ballot.ranking.map((contestant, index) =>
        mark(electorate, contestant, '', String(index + 1)),
      )
      return [castMark(electorate), ...places]
    },
  }
}

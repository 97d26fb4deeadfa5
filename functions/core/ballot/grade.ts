import type { Fault } from '#contract/faults.ts'
import { fault, pathTo } from '../faults.ts'
import { gradeObstacles } from './grade-limits.ts'
import { castMark, mark } from './mark.ts'
import { notInRound, type RulesOf } from './rules.ts'
import { wholeFault } from './whole-faults.ts'

export const gradeRules: RulesOf<'grade'> = (rule, field) => {
  const { electorate, contestants } = field
  const grades = new Set(rule.grades.map(({ id }) => id))
  return {
    check: (ballot) => {
      const given = Object.entries(ballot.grades)
      if (given.length === 0) return [fault('$.grades', 'no-grades')]

      const faults: Fault[] = []
      for (const [contestant, grade] of given) {
        if (!contestants.has(contestant))
          faults.push(notInRound(field, contestant, pathTo('$.grades', contestant)))
        else if (!grades.has(grade)) faults.push(fault(pathTo('$.grades', contestant), 'not-a-grade'))
      }
      if (faults.length > 0) return faults
      return gradeObstacles(rule, ballot.grades, contestants.size).map((one) => wholeFault(one, '$.grades'))
    },
    marks: (ballot) => {
      const given = Object.entries(ballot.grades)
      return [
        castMark(electorate),
        ...given.map(([contestant, grade]) => mark(electorate, contestant, '', grade)),
      ]
    },
  }
}

import type { BallotRule, BallotRuleOf } from '#contract/contest.ts'
import { numberIn } from './reading/number.ts'

/** One limit as it is filled in: of some grades by their ids, or of totals from one number to below another. */
export type FormLimit = { grades: string[]; atLeast: string; below: string; least: string; most: string }
/** What a ballot has to keep as a whole. */
export type FormLimits = { whole: boolean; notAllEqual: boolean; limits: FormLimit[] }

export const noLimits = (): FormLimits => ({ whole: false, notAllEqual: false, limits: [] })

export const emptyLimit = (): FormLimit => ({ grades: [], atLeast: '', below: '', least: '', most: '' })

export const copyOfLimits = ({ limits, ...rest }: FormLimits): FormLimits => ({
  ...rest,
  limits: limits.map((limit) => ({ ...limit, grades: [...limit.grades] })),
})

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** What stands in the form for the limits of a document. */
export function limitsOf(ballot: BallotRule): FormLimits {
  if (ballot.kind !== 'grade' && ballot.kind !== 'score') return noLimits()
  const { whole = false, notAllEqual = false, limits = [] } = ballot
  return {
    whole,
    notAllEqual,
    limits: limits.map((limit) => ({
      grades: 'grades' in limit ? limit.grades : [],
      atLeast: 'grades' in limit ? '' : typed(limit.atLeast),
      below: 'grades' in limit ? '' : typed(limit.below),
      least: typed(limit.least),
      most: typed(limit.most),
    })),
  }
}

type Whole = Pick<BallotRuleOf<'grade'>, 'whole' | 'notAllEqual'>

const wholeOf = ({ whole, notAllEqual }: FormLimits): Whole => ({
  ...(whole && { whole }),
  ...(notAllEqual && { notAllEqual }),
})

function numbersIn<Field extends 'atLeast' | 'below' | 'least' | 'most'>(
  limit: FormLimit,
  ...fields: Field[]
): { [Key in Field]?: number } {
  const read: { [Key in Field]?: number } = {}
  for (const field of fields) {
    const value = numberIn(limit[field])
    if (value !== null) read[field] = value
  }
  return read
}

/** The limits of a grade ballot. `grades`: the ids that it has. */
export const gradeLimitsOf = (
  form: FormLimits,
  grades: readonly string[],
): Pick<BallotRuleOf<'grade'>, 'whole' | 'notAllEqual' | 'limits'> => ({
  ...wholeOf(form),
  ...(form.limits.length > 0 && {
    limits: form.limits.map((limit) => ({
      grades: limit.grades.filter((grade) => grades.includes(grade)),
      ...numbersIn(limit, 'least', 'most'),
    })),
  }),
})

export const totalLimitsOf = (
  form: FormLimits,
): Pick<BallotRuleOf<'score'>, 'whole' | 'notAllEqual' | 'limits'> => ({
  ...wholeOf(form),
  ...(form.limits.length > 0 && {
    limits: form.limits.map((limit) => numbersIn(limit, 'atLeast', 'below', 'least', 'most')),
  }),
})

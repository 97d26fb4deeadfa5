import type { FormPanel } from './contest-form.ts'
import type { FormLimit } from './limits.ts'
import { numberIn } from './reading/number.ts'
import { form as t } from './words.ts'

/** What of a panel's limits is missing, cannot be read or cannot be kept, in sentences. */
export function limitProblems({ kind, limits: { whole, notAllEqual, limits } }: FormPanel): string[] {
  if (kind !== 'grade' && kind !== 'score') return []
  const needsWhole = notAllEqual || limits.some(({ least }) => least.trim() !== '')
  return [
    ...(needsWhole && !whole ? [t.limitNeedsWhole] : []),
    ...limits.flatMap((limit, index) => ofLimit(kind, limit, t.limitNumber(index + 1))),
  ]
}

function ofLimit(kind: 'grade' | 'score', limit: FormLimit, called: string): string[] {
  const { grades, atLeast, below, least, most } = limit
  const isWithout = kind === 'grade' ? grades.length === 0 : atLeast.trim() === '' && below.trim() === ''
  const unread = [least, most, ...(kind === 'score' ? [atLeast, below] : [])].filter(
    (typed) => typed.trim() !== '' && numberIn(typed) === null,
  )
  return [
    ...(isWithout ? [t.limitWithout(called)] : []),
    ...(least.trim() === '' && most.trim() === '' ? [t.limitUnbound(called)] : []),
    ...unread.map((typed) => t.valueUnread(called, typed.trim())),
  ]
}

import type { Refusal } from '#contract/refusals.ts'
import type { words } from '#words/zh/refusals.ts'
import type { Problem } from '../api/problem.ts'
import { catalogue } from './catalogue.ts'
import { sayProblem } from './problems.ts'

export const refusalWords = catalogue(
  import.meta.glob<typeof words>('#words/*/refusals.ts', { eager: true, import: 'words' }),
)

/** Why something was refused, in the reader's language: the rule behind it where one is named. */
export function sayRefused(problem: Problem): string {
  const { reason, detail } = problem
  return isRefusal(reason) ? refusalWords[reason] : (detail ?? sayProblem(problem))
}

/** Why something is refused, by the rule's name. */
export const sayRefusal = (reason: string): string => (isRefusal(reason) ? refusalWords[reason] : reason)

const isRefusal = (reason: string | undefined): reason is Refusal =>
  reason !== undefined && Object.hasOwn(refusalWords, reason)

import type { Law } from './verdict.ts'

/** One thing taken out of the build on purpose, and the scenario that must notice. */
export type Break = {
  name: string
  /** Below `functions/`. */
  file: string
  /** Each text stands in the file exactly once; otherwise the break does not apply and the run fails. */
  changes: readonly { from: string; to: string }[]
  scenario: string
  law: Law
}

export const breaks: readonly Break[] = []

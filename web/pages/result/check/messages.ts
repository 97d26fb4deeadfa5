import type { BookLine } from '#contract/ballot.ts'
import type { Finding } from '#core/verify.ts'
import type { FailureCode } from '#contract/problems.ts'

/** How often judges gave a total to a contestant in a panel, lowest first. */
export type Spread = { panel: string; contestant: string; totals: { value: number; count: number }[] }

/** What a check found. Nothing found means that everything that was checked fits. */
export type Outcome = {
  /** The first hundred; `count` has all of them. */
  findings: Finding[]
  count: number
  /** Lines of the book. */
  ballots: number
  /** Whether the ballots could be counted again. */
  counted: boolean
  /** Events of the log, where one was given. */
  events: number | null
  spread: Spread[]
}

/** What the page asks its worker for; `log` is the text of a log file. */
export type Asked = { contest: string; round: string } & (
  { kind: 'check'; log: string | null } | { kind: 'find'; receipt: string }
)

export type Told =
  | { kind: 'lines'; lines: number }
  | { kind: 'checked'; outcome: Outcome }
  | { kind: 'found'; line: BookLine | null }
  | { kind: 'failed'; code: FailureCode }

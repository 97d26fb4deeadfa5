import type { BookLine } from '#contract/ballot.ts'
import type { Verdict } from '#core/receipt/verdict.ts'
import type { Finding } from '#core/verify.ts'
import type { FailureCode } from '#contract/problems.ts'
import type { HeadsSeen } from '../../../state/heads-seen.ts'

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
  /** Events of the log, where there is one. */
  events: number | null
  /** How many heads of the log this device had seen that could be compared with it. */
  witnessed: number
  spread: Spread[]
}

/**
 * What becomes of a signed receipt in the book of a result. `elsewhere`: it is of another round. `voided`: its attempt counts nowhere. `no-key`:
 * no log that names the key is public.
 */
export type ProofVerdict = Verdict | 'elsewhere' | 'voided' | 'no-key'

/** A receipt that was looked up: what the book has under it, and, where it was a signed one, what that comes to. */
export type Found = { line: BookLine | null; proof?: { receipt: string; verdict: ProofVerdict } }

/** What the page asks its worker for. `log`: the text of a log file, where the public one is not wanted. `seen`: heads that this device saw. */
export type Asked = { contest: string; round: string; version?: number | undefined } & (
  { kind: 'check'; log: string | null; seen: HeadsSeen } | { kind: 'find'; receipt: string }
)

export type Told =
  | { kind: 'lines'; lines: number }
  | { kind: 'checked'; outcome: Outcome }
  | { kind: 'found'; found: Found }
  | { kind: 'failed'; code: FailureCode }

import type { Bench } from './bench.ts'
import type { Verdict } from './verdict.ts'

export type Scenario = {
  /** What is done to the system, in a few words. */
  does: string
  /** How many seeds may run side by side: more than one only where a run mostly waits, and time does not jump. */
  together: number
  /** `small` is for the tests that run on every change. */
  run(bench: Bench, run: { seed: number; small: boolean; verdict: Verdict }): Promise<void>
}

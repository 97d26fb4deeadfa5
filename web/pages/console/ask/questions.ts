import type { Contestant, Round } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import type { RoundDetails } from '#contract/office.ts'
import type { Instruction } from '../desk.svelte.ts'

/** What is asked before something is done that many people see or that cannot be taken back. */
export type Question = {
  kind: 'open' | 'reopen' | 'seal' | 'publish' | 'revealAll' | 'revealBack' | 'void' | 'release' | 'endSpeech'
  round: Round
  /** Of whom the comments are to be released (without one, of all), or whose speech is to be ended. */
  contestant?: Contestant | undefined
  live: LiveRound
  details: RoundDetails | undefined
  /** How long the window was set to before it was asked about, in seconds; without one, as the round has it. */
  seconds?: number | undefined
  /** Other rounds that are open for people of this one, to be told before a second ballot goes to their phones. */
  beside: { round: Round; electorates: string[] }[]
  /** The version of the contest that the asker has seen: the answer counts for that one only. */
  version: number
}

/** Gives the instructions that the answer stands for. */
export type Answer = (...instructions: Instruction[]) => void

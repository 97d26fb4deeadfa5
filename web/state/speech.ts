import type { Contest, Round, SpeechPart } from '#contract/contest.ts'
import type { Live, LiveRound, LiveSpeech } from '#contract/live.ts'
import type { Command } from '#core/contest/acts.ts'
import { roundOfSpeech } from '#core/speech-round.ts'
import { statusAt } from './rounds.ts'

/** What is asked for about the speaker and the stage. */
export type SpeechCommand = Extract<
  Command,
  { type: 'startSpeech' | 'pauseSpeech' | 'resumeSpeech' | 'endSpeech' | 'messageStage' }
>

/** The clock of whoever speaks, as it stands at a moment of the server's time. */
export type SpeechClock = {
  contestant: string
  /** `ready` is the part that comes next, before its clock is started. */
  phase: 'ready' | 'running' | 'warned' | 'over' | 'paused' | 'ended'
  /** Counted from 1, of so many; 0 where the document has no parts any more. */
  part: number
  of: number
  /** What the document calls the part. */
  name: string | undefined
  /** Whole seconds left, rounded up; and above the limit, likewise. One of them is 0. */
  left: number
  over: number
  /** Whole seconds spoken; only of a speech that has ended. */
  spoken?: number
  /** With how many seconds left the warning came that stands now. */
  warning?: number
  /** Why the clock is paused. */
  reason?: string
}

/** With more seconds left than these, an end is asked about: nobody gets a clock back that was ended by a slip of the finger. */
export const mostForgiven = 10

/** Whether somebody is being timed: the clock was started and not ended; it may stand still. */
export const isTimed = ({ phase }: SpeechClock): boolean => phase !== 'ready' && phase !== 'ended'

type Course = Pick<Live, 'stage' | 'speech'> & { rounds: Record<string, LiveRound> }

/** The round that sets the time of somebody's speech now, as the server would choose it. */
export const speechRound = (
  contest: Contest,
  live: Course,
  now: number,
  contestant: string,
): Round | undefined => roundOfSpeech(contest, contestant, ({ id }) => statusAt(live.rounds[id], now))

/** How the clock stands: of whoever was timed last, else of whoever is on stage and has a time; null where there is none. */
export function speechClock(contest: Contest, live: Course, now: number): SpeechClock | null {
  const { speech, stage } = live
  if (speech) return clockOf(speech, partsIn(contest, speech.round), now)
  if (!stage) return null
  return readyFor(stage.contestant, 1, speechRound(contest, live, now, stage.contestant)?.speech?.parts ?? [])
}

/** The part that is to begin: the first, or the one after that which ended last; null where all have been heard. */
export function nextPart(contest: Contest, live: Course, now: number): SpeechClock | null {
  const clock = speechClock(contest, live, now)
  if (clock === null || clock.phase === 'ready') return clock
  if (clock.phase !== 'ended' || !live.speech) return null
  return readyFor(clock.contestant, clock.part + 1, partsIn(contest, live.speech.round))
}

function readyFor(contestant: string, part: number, parts: readonly SpeechPart[]): SpeechClock | null {
  const planned = parts[part - 1]
  if (planned === undefined) return null
  const { name, seconds } = planned
  return { contestant, phase: 'ready', part, of: parts.length, name, left: seconds, over: 0 }
}

const partsIn = (contest: Contest, round: string): readonly SpeechPart[] =>
  contest.rounds.find(({ id }) => id === round)?.speech?.parts ?? []

/** Seconds, rounded up; the smallest fraction that arithmetic leaves is none. */
const wholeSeconds = (ms: number): number => Math.max(0, Math.ceil(ms / 1_000))

function clockOf(speech: LiveSpeech, parts: readonly SpeechPart[], now: number): SpeechClock {
  const { contestant, part, paused, ended } = speech
  const planned = parts[part - 1]
  const common = { contestant, part, of: parts.length, name: planned?.name }
  if (ended) {
    const limit = (Date.parse(speech.endsAt) - Date.parse(speech.startedAt)) / 1_000 - speech.pausedSeconds
    const left = Math.max(0, Math.round(limit) - ended.seconds)
    return { ...common, phase: 'ended', left, over: ended.over, spoken: ended.seconds }
  }
  const ms = Date.parse(speech.endsAt) - (paused ? Date.parse(paused.since) : now)
  const figures = { left: wholeSeconds(ms), over: wholeSeconds(-ms) }
  if (paused) return { ...common, ...figures, phase: 'paused', reason: paused.reason }
  if (figures.over > 0) return { ...common, ...figures, phase: 'over' }
  const warnings = (planned?.warn ?? []).filter((warn) => figures.left <= warn)
  if (warnings.length === 0) return { ...common, ...figures, phase: 'running' }
  return { ...common, ...figures, phase: 'warned', warning: Math.min(...warnings) }
}

/** Seconds that the speech of one contestant may take in a round, all parts together; null where no time is set. */
export const plannedSeconds = ({ speech }: Round): number | null =>
  speech === undefined ? null : speech.parts.reduce((sum, { seconds }) => sum + seconds, 0)

/** Seconds that whoever is on stage may still take: what is left of the part, and the parts after it. Null where no time is set. */
export function secondsToCome(contest: Contest, live: Course, now: number): number | null {
  const clock = speechClock(contest, live, now)
  if (clock === null) return null
  const round = live.speech?.round ?? speechRound(contest, live, now, clock.contestant)?.id ?? ''
  const later = partsIn(contest, round).slice(clock.part)
  const rest = later.reduce((sum, { seconds }) => sum + seconds, 0)
  return clock.phase === 'ended' ? rest : clock.left + rest
}

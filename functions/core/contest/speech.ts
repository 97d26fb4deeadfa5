import type { LiveSpeech } from '#contract/live.ts'
import type { Refusal } from '#contract/refusals.ts'
import type { ContestState, Speech } from './state.ts'

/** Milliseconds between two times in ISO 8601. */
const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from)

const later = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString()

/** Whether the clock has been started and not ended; it may stand still. */
export const isTimed = (speech: Speech | undefined): speech is Speech =>
  speech !== undefined && speech.ended === undefined

/** Milliseconds that somebody has spoken until `now`, pauses left out. */
export const spokenMs = ({ startedAt, pausedMs, paused }: Speech, now: string): number =>
  between(startedAt, paused?.since ?? now) - pausedMs

/**
 * A length of speech in whole seconds, and how far it is above the limit. Whoever stays within the limit is given the seconds that are
 * full; whatever is above it counts as a second. So a speech is over the limit exactly if `over` is above 0.
 */
export function inSeconds(ms: number, limit: number): { seconds: number; over: number } {
  const over = Math.max(0, Math.ceil(ms / 1_000) - limit)
  return { seconds: over > 0 ? limit + over : Math.floor(ms / 1_000), over }
}

/** What an end of the speech at `now` comes to. */
export const endOf = (speech: Speech, now: string): { seconds: number; over: number } =>
  inSeconds(spokenMs(speech, now), speech.seconds)

/** The clock goes on at `now` after the pause that lasts. */
export function resumed(speech: Speech, now: string): Speech {
  const { paused, ...running } = speech
  return paused ? { ...running, pausedMs: speech.pausedMs + between(paused.since, now) } : speech
}

/** When the part's time is over if the clock does not stand still any more; while it does, as of the beginning of the pause. */
const endsAt = ({ startedAt, seconds, pausedMs }: Speech): string =>
  later(startedAt, seconds * 1_000 + pausedMs)

/** What everybody may know of the clock. */
export const liveSpeech = (speech: Speech): LiveSpeech => ({
  contestant: speech.contestant,
  round: speech.round,
  part: speech.part,
  startedAt: speech.startedAt,
  pausedSeconds: speech.pausedMs / 1_000,
  endsAt: endsAt(speech),
  running: isTimed(speech) && speech.paused === undefined,
  ...(speech.paused && { paused: speech.paused }),
  ...(speech.ended && { ended: speech.ended }),
})

/** Why a clock for this contestant cannot be started although none runs: it is of whoever is on stage, if somebody is. */
export const notOnStage = (
  { contestant }: { contestant: string },
  { stage }: ContestState,
): Refusal | undefined => (stage && stage.contestant !== contestant ? 'not-on-stage' : undefined)

/** Why nothing can be done with the clock: it was not started, or has ended. */
export const notTimed = ({ speech }: ContestState): Refusal | undefined =>
  isTimed(speech) ? undefined : 'speech-not-running'

/** That an event is of the speaker whose time runs. */
export const otherSpeaker = (
  { contestant }: { contestant: string },
  { speech }: ContestState,
): Refusal | undefined => (speech?.contestant === contestant ? undefined : 'speech-differs')

/** The state with the clock of its speech moved on. Throws where none was started: `notTimed` refuses that. */
export function withSpeech(state: ContestState, change: (speech: Speech) => Speech): ContestState {
  if (!state.speech) throw new Error('no speech is being timed')
  return { ...state, speech: change(state.speech) }
}

import type { ContestEvent } from '#core/contest/events.ts'
import {
  isWithin,
  lastWindow,
  roundState,
  statusAt,
  type ContestState,
  type RoundState,
} from '#core/contest/state.ts'

type RoundEvent = Extract<ContestEvent, { round: string }>

/**
 * Why an event cannot follow on a state, or undefined when it can: the table of transitions that `decide` works by, seen from what
 * happened. What an organiser was free to choose (lengths, who is staged) is not judged.
 */
export function misfit(state: ContestState, event: ContestEvent): string | undefined {
  if (state.version === 0)
    return event.type === 'contestDefined' ? undefined : 'a log begins with contestDefined'
  if (event.type === 'contestDefined')
    return Object.keys(state.rounds).length > 0
      ? 'a document is not replaced once a round was opened'
      : undefined
  return 'round' in event ? roundMisfit(roundState(state, event.round), event) : undefined
}

function roundMisfit(current: RoundState, event: RoundEvent): string | undefined {
  if (event.type === 'roundOpened') {
    if (current.phase !== 'waiting') return `round ${event.round} was opened already`
    return attemptMisfit(current, event) ?? windowMisfit(event)
  }
  if (current.phase === 'waiting') return `round ${event.round} was not opened`
  switch (event.type) {
    case 'roundClosing':
    case 'roundExtended':
      if (current.phase !== 'opened' || !isWithin(lastWindow(current), event.at))
        return `round ${event.round} was not open`
      return event.closesAt > event.at ? undefined : 'an end is set ahead'
    case 'roundReopened':
      if (current.phase !== 'opened') return `round ${event.round} was sealed`
      if (current.sealRequested) return `round ${event.round} was being sealed`
      return statusAt(current, event.at) === 'open' ? `round ${event.round} was open` : windowMisfit(event)
    case 'roundVoided':
      return attemptMisfit(current, event)
    case 'sealRequested':
      if (current.phase !== 'opened') return `round ${event.round} was sealed`
      return statusAt(current, event.at) === 'open'
        ? `round ${event.round} was open`
        : attemptMisfit(current, event)
    case 'roundSealed':
      return sealMisfit(current, event) ?? attemptMisfit(current, event)
    case 'resultPublished':
      if (current.phase === 'opened') return `round ${event.round} was not sealed`
      if (event.version > current.version) return `there is no version ${event.version}`
      if (current.quorumMissed.length > 0 && !event.confirmed)
        return 'a quorum was missed and nobody confirmed'
      if (current.telling && !event.confirmed)
        return 'the result of a secret round would tell how people voted, and nobody confirmed'
      return undefined
    case 'commentsReleased':
    case 'placesRevealed':
      return current.phase === 'opened' ? `round ${event.round} was not sealed` : undefined
  }
}

function sealMisfit(
  current: Exclude<RoundState, { phase: 'waiting' }>,
  { round, at }: Extract<RoundEvent, { type: 'roundSealed' }>,
): string | undefined {
  if (current.phase !== 'opened') return `round ${round} was sealed already`
  if (!current.sealRequested) return `nobody asked for the seal of round ${round}`
  return statusAt(current, at) === 'open' ? `round ${round} was open` : undefined
}

const attemptMisfit = (current: RoundState, { attempt }: { attempt: number }): string | undefined =>
  attempt === current.attempt ? undefined : `attempt ${current.attempt} was running`

function windowMisfit({ at, opensAt, closesAt }: { at: string; opensAt: string; closesAt: string | null }) {
  if (opensAt < at) return 'a window does not open in the past'
  return closesAt !== null && closesAt <= opensAt ? 'the window closes before it opens' : undefined
}

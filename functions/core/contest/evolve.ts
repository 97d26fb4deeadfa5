import type { ContestEvent } from './events.ts'
import {
  lastWindow,
  roundState,
  statusAt,
  type ContestState,
  type RoundState,
  type SealedRound,
} from './state.ts'

/** How long a session lives. Revocations older than this need no memory: the sessions they end have expired. */
export const sessionHours = 12

/** Folds one event into the state. Events are facts: nothing is refused here. */
export function evolve(state: ContestState, event: ContestEvent): ContestState {
  return { ...apply(state, event), version: event.n, chain: event.hash, at: event.at }
}

function apply(state: ContestState, event: ContestEvent): ContestState {
  switch (event.type) {
    case 'contestDefined':
      // Whoever was on stage may not be in the new document.
      return {
        ...state,
        definition: event.n,
        stage: null,
        ...(event.rehearsal !== undefined && { rehearsal: event.rehearsal }),
      }
    case 'votersAdded':
      return growRoster(state, event.added, event.at)
    case 'staffAdded':
      return state
    case 'codeReissued':
      return {
        ...state,
        revoked: { ...unexpired(state, event.at), [event.voter]: { epoch: event.epoch, at: event.at } },
      }
    case 'contestantStaged':
      return {
        ...state,
        stage: event.contestant === null ? null : { contestant: event.contestant, since: event.at },
      }
    case 'overlayShown':
      return { ...state, overlay: event.parts }
    default:
      return {
        ...state,
        rounds: { ...state.rounds, [event.round]: applyToRound(roundState(state, event.round), event) },
      }
  }
}

type RoundEvent = Extract<ContestEvent, { round: string }>

function applyToRound(round: RoundState, event: RoundEvent): RoundState {
  if (event.type === 'roundOpened') {
    const { attempt, buckets, opensAt, closesAt } = event
    return { phase: 'opened', attempt, buckets, windows: [{ opensAt, closesAt }] }
  }
  if (round.phase === 'waiting')
    throw new Error(`event ${event.n} (${event.type}) does not fit a waiting round`)
  switch (event.type) {
    case 'roundClosing':
    case 'roundExtended':
      return {
        ...round,
        windows: [...round.windows.slice(0, -1), { ...lastWindow(round), closesAt: event.closesAt }],
      }
    case 'roundReopened':
      return reopen(round, event)
    case 'roundVoided':
      return { phase: 'waiting', attempt: event.attempt + 1 }
    case 'sealRequested':
      return round.phase === 'opened' ? { ...round, sealRequested: true } : round
    case 'roundSealed':
      return seal(round, event)
    case 'resultPublished':
      return round.phase === 'opened' ? round : publish(round, event)
    case 'commentsReleased':
      return round.phase === 'opened'
        ? round
        : { ...round, comments: [...new Set([...(round.comments ?? []), ...event.contestants])] }
    case 'placesRevealed':
      return { ...round, revealed: event.places }
  }
}

function reopen(
  { phase, attempt, buckets, windows }: Exclude<RoundState, { phase: 'waiting' }>,
  { opensAt, closesAt }: Extract<RoundEvent, { type: 'roundReopened' }>,
): RoundState {
  if (phase !== 'opened') throw new Error(`a ${phase} round is never reopened`)
  return { phase, attempt, buckets, windows: [...windows, { opensAt, closesAt }] }
}

function seal(
  { attempt, buckets, windows, revealed }: Exclude<RoundState, { phase: 'waiting' }>,
  { version, ballots, quorumMissed, telling }: Extract<RoundEvent, { type: 'roundSealed' }>,
): RoundState {
  return {
    phase: 'sealed',
    attempt,
    buckets,
    windows,
    version,
    ballots,
    quorumMissed,
    ...(telling && { telling }),
    ...(revealed !== undefined && { revealed }),
  }
}

const publish = (
  round: SealedRound,
  { n, version }: Extract<RoundEvent, { type: 'resultPublished' }>,
): RoundState => ({
  ...round,
  phase: 'published',
  publishedIn: n,
  publishedVersion: version,
  ...(round.revealed !== undefined && { revealFirst: true }),
})

/** A voter who joins after the close could not have voted: rounds that are closed keep the roster they had. */
function growRoster(state: ContestState, added: Record<string, number>, at: string): ContestState {
  const rounds = Object.entries(state.rounds).map(([id, round]): [string, RoundState] =>
    round.phase === 'opened' && !round.eligible && statusAt(round, at) === 'closed'
      ? [id, { ...round, eligible: state.eligible }]
      : [id, round],
  )
  const eligible = { ...state.eligible }
  for (const [electorate, rows] of Object.entries(added))
    eligible[electorate] = (eligible[electorate] ?? 0) + rows
  return { ...state, eligible, rounds: Object.fromEntries(rounds) }
}

function unexpired(state: ContestState, now: string): ContestState['revoked'] {
  const oldest = new Date(Date.parse(now) - sessionHours * 3_600_000).toISOString()
  return Object.fromEntries(Object.entries(state.revoked).filter(([, { at }]) => at >= oldest))
}

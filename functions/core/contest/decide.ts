import type { Command } from '#contract/commands.ts'
import type { Contest } from '#contract/contest.ts'
import type { OverlayPart } from '#contract/live.ts'
import type { Fault } from '#contract/problems.ts'
import type { Refusal } from '#contract/refusals.ts'
import { contestantsOf, findRound } from '#core/round.ts'
import { bucketsFor } from './buckets.ts'
import type { Happening } from './events.ts'
import { timeFor } from './log.ts'
import { lastWindow, roundState, statusAt, type ContestState, type RoundState } from './state.ts'

/** What a command leads to: happenings for the log (none when everything is as asked already), or why not. */
export type Decision = { happenings: Happening[] } | { refusal: Refusal } | { faults: Fault[] }

type Facts = {
  contest: Contest
  state: ContestState
  /** Arrival of the command. */
  now: string
  /** Voters expected where anyone may take a session, for sizing the buckets. */
  expectedVoters: number
}
type RoundFacts = Facts & { round: Contest['rounds'][number]; current: RoundState }
type RoundCommand = Extract<Command, { round: string }>

/** Seconds between closing by hand and the end, unless the command says otherwise: every warm function hears of it in time. */
export const closingSeconds = 5

/** Decides a command against the state. Pure: the clock comes in with the facts. */
export function decide(command: Command, facts: Facts): Decision {
  if (command.type === 'stageContestant') return stage(command.contestant, facts)
  if (command.type === 'showOverlay') return showOverlay(command.parts, facts)
  const round = findRound(facts.contest, command.round)
  if (!round) return unknown('round', command.round)
  const now = timeFor(facts.state, facts.now)
  return decideRound(command, { ...facts, now, round, current: roundState(facts.state, round.id) })
}

function decideRound(command: RoundCommand, facts: RoundFacts): Decision {
  switch (command.type) {
    case 'openRound':
      return open(command, facts)
    case 'closeRound':
      return close(command, facts)
    case 'extendRound':
      return extend(command, facts)
    case 'reopenRound':
      return reopen(command, facts)
    case 'voidRound':
      return voidAttempt(command, facts)
    case 'sealRound':
      return seal(facts)
    case 'publishResult':
      return publish(command, facts)
    case 'releaseComments':
      return release(command, facts)
    case 'reveal':
      return reveal(command, facts)
    default:
      return command satisfies never
  }
}

function stage(contestant: string | null, { contest, state }: Facts): Decision {
  if (contestant !== null && !contest.contestants.some(({ id }) => id === contestant))
    return unknown('contestant', contestant)
  if ((state.stage?.contestant ?? null) === contestant) return happened()
  return happened({ type: 'contestantStaged', contestant })
}

/** Parts in any order and number mean the same; they are logged once each, in one order. */
function showOverlay(asked: OverlayPart[], { state }: Facts): Decision {
  const parts = [...new Set(asked)].sort()
  return state.overlay?.join() === parts.join() ? happened() : happened({ type: 'overlayShown', parts })
}

function open({ seconds }: Extract<Command, { type: 'openRound' }>, facts: RoundFacts): Decision {
  const { round, current, now } = facts
  if (current.phase !== 'waiting')
    return refused(statusAt(current, now) === 'open' ? 'round-open' : 'round-ended')
  return happened({
    type: 'roundOpened',
    round: round.id,
    attempt: current.attempt,
    opensAt: now,
    closesAt: endAfter(now, seconds ?? round.seconds),
    buckets: bucketsFor(round, facts),
  })
}

function close(
  { inSeconds }: Extract<Command, { type: 'closeRound' }>,
  { round, current, now }: RoundFacts,
): Decision {
  if (current.phase === 'waiting') return refused('round-not-opened')
  if (statusAt(current, now) !== 'open') return refused('round-not-open')
  const { closesAt } = lastWindow(current)
  const end = secondsAfter(now, inSeconds ?? closingSeconds)
  if (closesAt !== null && closesAt <= end) return happened()
  return happened({ type: 'roundClosing', round: round.id, closesAt: end })
}

function extend(
  { seconds }: Extract<Command, { type: 'extendRound' }>,
  { round, current, now }: RoundFacts,
): Decision {
  if (current.phase === 'waiting' || statusAt(current, now) !== 'open') return refused('round-not-open')
  const { closesAt } = lastWindow(current)
  if (closesAt === null) return refused('round-without-end')
  return happened({ type: 'roundExtended', round: round.id, closesAt: secondsAfter(closesAt, seconds) })
}

function reopen(
  { seconds, reason }: Extract<Command, { type: 'reopenRound' }>,
  { round, current, now }: RoundFacts,
): Decision {
  if (current.phase === 'waiting') return refused('round-not-opened')
  if (current.phase !== 'opened') return refused('round-sealed')
  if (statusAt(current, now) === 'open') return refused('round-open')
  if (current.sealRequested) return refused('round-sealing')
  return happened({
    type: 'roundReopened',
    round: round.id,
    opensAt: now,
    closesAt: endAfter(now, seconds ?? round.seconds),
    ...(reason !== undefined && { reason }),
  })
}

function voidAttempt(
  { reason }: Extract<Command, { type: 'voidRound' }>,
  { round, current }: RoundFacts,
): Decision {
  if (current.phase === 'waiting') return refused('round-not-opened')
  return happened({ type: 'roundVoided', round: round.id, attempt: current.attempt, reason })
}

/** Asking again while the seal is due is allowed: it wakes the count once more should the first try have failed. */
function seal({ round, current, now }: RoundFacts): Decision {
  if (current.phase === 'waiting') return refused('round-not-opened')
  if (current.phase !== 'opened') return refused('round-sealed')
  if (statusAt(current, now) === 'open') return refused('round-not-closed')
  return happened({ type: 'sealRequested', round: round.id, attempt: current.attempt })
}

function publish(
  { version, confirm }: Extract<Command, { type: 'publishResult' }>,
  { round, current }: RoundFacts,
): Decision {
  if (current.phase === 'waiting' || current.phase === 'opened') return refused('round-not-sealed')
  const chosen = version ?? current.version
  if (chosen > current.version) return refused('unknown-version')
  if (current.phase === 'published' && current.publishedVersion === chosen) return refused('round-published')
  if (current.quorumMissed.length > 0 && !confirm) return refused('quorum-missed')
  if (current.telling && !confirm) return refused('result-tells')
  return happened({
    type: 'resultPublished',
    round: round.id,
    version: chosen,
    ...(confirm && { confirmed: confirm }),
  })
}

function release(
  { contestants }: Extract<Command, { type: 'releaseComments' }>,
  { contest, round, current }: RoundFacts,
): Decision {
  if (current.phase === 'waiting' || current.phase === 'opened') return refused('round-not-sealed')
  const inRound = contestantsOf(contest, round).map(({ id }) => id)
  const faults = (contestants ?? []).flatMap((id, index) =>
    inRound.includes(id)
      ? []
      : [{ path: `$.contestants[${index}]`, message: `no contestant ‘${id}’ in this round` }],
  )
  if (faults.length > 0) return { faults }
  const released = current.comments ?? []
  const further = (contestants ?? inRound).filter((id) => !released.includes(id))
  if (further.length === 0) return happened()
  return happened({ type: 'commentsReleased', round: round.id, contestants: further })
}

/** A reveal may be prepared on a sealed round, so that publishing shows nothing before the host does. */
function reveal(
  { places }: Extract<Command, { type: 'reveal' }>,
  { contest, round, current }: RoundFacts,
): Decision {
  if (current.phase === 'waiting' || current.phase === 'opened') return refused('round-not-sealed')
  if (places > contestantsOf(contest, round).length) return refused('too-many-places')
  if (current.revealed === places) return happened()
  return happened({ type: 'placesRevealed', round: round.id, places })
}

const happened = (...happenings: Happening[]): Decision => ({ happenings })
const refused = (refusal: Refusal): Decision => ({ refusal })
const unknown = (what: 'round' | 'contestant', id: string): Decision => ({
  faults: [{ path: `$.${what}`, message: `no ${what} ‘${id}’ in this contest` }],
})

const secondsAfter = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString()
const endAfter = (time: string, seconds: number | undefined): string | null =>
  seconds === undefined ? null : secondsAfter(time, seconds)

import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Standing } from '#contract/live.ts'
import type { Console } from '#contract/office.ts'
import type { Command } from '#core/contest/acts.ts'
import { contestantsOf } from '../../../state/rounds.ts'
import { rowsBetween } from './reveal.ts'
import { phaseOf } from './rounds.ts'

/** The one thing to do now. A `wait` ends by itself; `turn` only turns the console to another round. */
export type Step =
  | { kind: 'stage'; contestant: Contestant; place: number; of: number }
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'wait'; for: 'closing' | 'sealing' }
  | { kind: 'seal' }
  | { kind: 'publish' }
  | { kind: 'reveal'; places: number; rows: Standing[] }
  | { kind: 'turn'; round: Round }
  | { kind: 'finished' }

export type Situation = {
  contest: Contest
  /** The round that the console is turned to. */
  round: Round
  document: Console
  /** Contestants who have been on stage for the round. */
  staged: Set<string>
  /** The server's time in epoch milliseconds. */
  now: number
}

/** A window with less than this left cannot be ended sooner in a useful way, in milliseconds. */
const closing = 5_000

/**
 * What comes next for a round. While a window without an end is open, contestants still go on stage one after another (marks
 * are given as they present); a window with an end is a vote after the presentations and can only be closed.
 */
export function nextStep(situation: Situation): Step {
  const { contest, round, document, now } = situation
  const live = document.rounds[round.id]
  const phase = phaseOf(contest, document, round, now)
  switch (phase) {
    case 'waiting':
      return nextOnStage(situation) ?? { kind: 'open' }
    case 'open':
      if (live?.closesAt === undefined) return nextOnStage(situation) ?? { kind: 'close' }
      return Date.parse(live.closesAt) - now > closing ? { kind: 'close' } : { kind: 'wait', for: 'closing' }
    case 'closed':
      // By this clock. The server says when it is so by its own, and what it refuses is not offered.
      return mayNow(situation, 'sealRound') ? { kind: 'seal' } : { kind: 'wait', for: 'closing' }
    case 'sealing':
      return { kind: 'wait', for: 'sealing' }
    case 'sealed':
      return { kind: 'publish' }
    case 'revealing':
    case 'published':
      return nextPlace(situation) ?? nextRound(contest, document, now)
    default:
      return phase satisfies never
  }
}

/** Whether the server would follow a command about the round as it knows it. */
const mayNow = (
  { document, round }: Pick<Situation, 'document' | 'round'>,
  command: Command['type'],
): boolean => document.details[round.id]?.available[command] === null

function nextOnStage({ contest, round, document, staged }: Situation): Step | null {
  const members = contestantsOf(contest, round)
  const index = members.findIndex(({ id }) => !staged.has(id) && id !== document.stage?.contestant)
  const contestant = members[index]
  return contestant === undefined ? null : { kind: 'stage', contestant, place: index + 1, of: members.length }
}

function nextPlace({ round, document }: Situation): Step | null {
  const live = document.rounds[round.id]
  const places = document.details[round.id]?.reveal?.next ?? null
  if (live?.revealed === undefined || places === null) return null
  return { kind: 'reveal', places, rows: rowsBetween(live, live.revealed, places) }
}

function nextRound(contest: Contest, document: Console, now: number): Step {
  const round = contest.rounds.find((one) => phaseOf(contest, document, one, now) !== 'published')
  return round === undefined ? { kind: 'finished' } : { kind: 'turn', round }
}

import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { LiveRound, RevealedParts, RevealedRow, Standing } from '#contract/live.ts'
import type { Console } from '#contract/office.ts'
import type { Command } from '#core/contest/acts.ts'
import { nextToAdd } from '../../../state/revealed-parts.ts'
import { contestantsOf } from '../../../state/rounds.ts'
import { nextPart, speechClock, type SpeechClock, speechRound } from '../../../state/speech.ts'
import { rowsBetween } from './reveal.ts'
import { hasVoters, marksAsTheyPresent, phaseOf } from './rounds.ts'

/** Who goes on stage next, as the how-manieth of the round. */
export type Call = { contestant: Contestant; place: number; of: number }

/**
 * The one thing to do now. `open` may call somebody to the stage with it; a `close` may leave time for those who still vote. A `wait` ends
 * by itself; `turn` only turns the console to another round.
 */
export type Step =
  | ({ kind: 'stage' } & Call)
  | { kind: 'open'; calls?: Call }
  | { kind: 'startSpeech' | 'resumeSpeech' | 'endSpeech'; clock: SpeechClock }
  | { kind: 'close'; inSeconds?: number }
  | { kind: 'marks'; contestant: Contestant; judges: number }
  | { kind: 'wait'; for: 'closing' | 'sealing' }
  | { kind: 'wait'; for: 'marks'; contestant: Contestant; judges: number; atLeast: number; next: Call | null }
  | { kind: 'seal' }
  | { kind: 'publish' }
  | { kind: 'reveal'; places: number; rows: Standing[] }
  /** In two parts: the points of the second are added to one contestant; when all have them, the final places are announced. */
  | { kind: 'addPart'; added: number; row: RevealedRow; total: string }
  | { kind: 'announce'; places: number; rows: Standing[] }
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
/** An end can be set so far ahead, in seconds. */
const [nearestEnd, furthestEnd] = [3, 3_600]

/**
 * What comes next for a round, in the order of an evening. A round that judges mark while contestants present opens with the first call and
 * closes after the last; one that only voters decide opens when everybody has been on stage. Nothing ends a vote while contestants
 * of the round are still to come: only the organiser's own choice does.
 */
export function nextStep(situation: Situation): Step {
  const { contest, round, document, now } = situation
  const phase = phaseOf(contest, document, round, now)
  switch (phase) {
    case 'waiting':
      return beforeTheVote(situation)
    case 'open':
      return (
        endOfTime(situation) ??
        speechOf(situation) ??
        marksOfSpeaker(situation) ??
        nextOnStage(situation) ??
        closeOf(situation)
      )
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

/** Contestants of the round who have not been on stage, in running order. */
export const stillToCome = ({ contest, round, document, staged }: Situation): Contestant[] =>
  contestantsOf(contest, round).filter(({ id }) => !staged.has(id) && id !== document.stage?.contestant)

function beforeTheVote(situation: Situation): Step {
  const { contest, round, document } = situation
  const call = nextOnStage(situation)
  if (!marksAsTheyPresent(contest, round)) return speechOf(situation) ?? call ?? { kind: 'open' }
  const onStage = contestantsOf(contest, round).some(({ id }) => id === document.stage?.contestant)
  if (call === null || onStage) return { kind: 'open' }
  const { kind: _, ...calls } = call
  return { kind: 'open', calls }
}

/**
 * Whoever is on stage for the round speaks, part by part, before the next one is called. Once voters vote on those who have been heard,
 * no clock is waited for.
 */
function speechOf({ contest, round, document, now }: Situation): Step | null {
  const clock = speechClock(contest, document, now)
  if (clock === null) return null
  const timedFor = document.speech?.round ?? speechRound(contest, document, now, clock.contestant)?.id
  if (timedFor !== round.id) return null
  const next = nextPart(contest, document, now)
  if (next !== null) {
    const isVote = document.rounds[round.id]?.status === 'open' && !marksAsTheyPresent(contest, round)
    return isVote ? null : { kind: 'startSpeech', clock: next }
  }
  if (clock.phase === 'ended') return null
  return { kind: clock.phase === 'paused' ? 'resumeSpeech' : 'endSpeech', clock }
}

/** While the last seconds of a window run there is nothing to do, whoever is still to come. */
function endOfTime({ round, document, now }: Situation): Step | null {
  const { closesAt } = document.rounds[round.id] ?? {}
  if (closesAt === undefined || Date.parse(closesAt) - now > closing) return null
  return { kind: 'wait', for: 'closing' }
}

/** Where the round shows the judges' marks, those of whoever is on stage come before the next call, as soon as enough judges have sent them. */
function marksOfSpeaker(situation: Situation): Step | null {
  const { contest, round, document } = situation
  const contestant = contestantsOf(contest, round).find(({ id }) => id === document.stage?.contestant)
  if (round.showMarks === undefined || contestant === undefined) return null
  const { judges = 0, shown } = document.details[round.id]?.marks[contestant.id] ?? {}
  if (shown !== undefined) return null
  const { atLeast } = round.showMarks
  if (judges >= atLeast) return { kind: 'marks', contestant, judges }
  return { kind: 'wait', for: 'marks', contestant, judges, atLeast, next: nextOnStage(situation) }
}

/**
 * Everybody has been on stage. Where voters decide too, they get the length that the round suggests, as the window had no end so far; a
 * further press ends it sooner.
 */
function closeOf({ contest, round, document }: Situation): Step {
  const { seconds } = round
  const endless = document.rounds[round.id]?.closesAt === undefined
  if (!endless || seconds === undefined || !hasVoters(contest, round)) return { kind: 'close' }
  return { kind: 'close', inSeconds: Math.min(Math.max(seconds, nearestEnd), furthestEnd) }
}

function nextOnStage(situation: Situation): ({ kind: 'stage' } & Call) | null {
  const members = contestantsOf(situation.contest, situation.round)
  const [contestant] = stillToCome(situation)
  if (contestant === undefined) return null
  return { kind: 'stage', contestant, place: members.indexOf(contestant) + 1, of: members.length }
}

function nextPlace({ round, document }: Situation): Step | null {
  const live = document.rounds[round.id]
  if (live?.inParts !== undefined) return nextPartOf(live, live.inParts)
  const places = document.details[round.id]?.reveal?.next ?? null
  if (live?.revealed === undefined || places === null) return null
  return { kind: 'reveal', places, rows: rowsBetween(live, live.revealed, places) }
}

function nextPartOf({ standings }: LiveRound, inParts: RevealedParts): Step {
  const rows = standings ?? []
  const row = nextToAdd(inParts)
  if (row === undefined)
    return { kind: 'announce', places: rows.length, rows: rows.filter(({ rank }) => rank === 1) }
  const { total = row.total } = rows.find(({ contestant }) => contestant === row.contestant) ?? {}
  return { kind: 'addPart', added: inParts.added + 1, row, total }
}

function nextRound(contest: Contest, document: Console, now: number): Step {
  const round = contest.rounds.find((one) => phaseOf(contest, document, one, now) !== 'published')
  return round === undefined ? { kind: 'finished' } : { kind: 'turn', round }
}

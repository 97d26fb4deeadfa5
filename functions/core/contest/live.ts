import type { Contest, Round } from '#contract/contest.ts'
import type { Live, LiveRound, Result, Standing, Turnout } from '#contract/live.ts'
import { contestantsOf } from '#core/round.ts'
import { turnoutOf } from '#core/seal.ts'
import { standingsOf } from '#core/standings.ts'
import type { Tally } from '#core/tally.ts'
import { eligibleIn } from './eligible.ts'
import {
  lastWindow,
  roundState,
  statusAt,
  type ContestState,
  type RoundState,
  type SealedRound,
} from './state.ts'

export type Viewer = 'public' | 'staff'

/** What the live document is computed from besides the log: provisional tallies and sealed results, by round. */
export type Figures = { tallies: ReadonlyMap<string, Tally>; results: ReadonlyMap<string, Result> }

type Moment = { contest: Contest; state: ContestState; now: string; viewer: Viewer }

/** Rows of standings the document carries at most; it is sent to everybody every second. */
const mostRows = 50

/** Which rounds' tallies the document needs: those that have ballots and no sealed count. */
export const roundsToTally = ({ state }: Pick<Moment, 'state'>): string[] =>
  Object.entries(state.rounds).flatMap(([id, round]) => (round.phase === 'opened' ? [id] : []))

/** Which rounds' sealed results the document needs: those whose figures this viewer may see now. */
export const resultsToRead = (moment: Moment): string[] =>
  moment.contest.rounds.flatMap((round) => {
    const current = roundState(moment.state, round.id)
    const sealed = current.phase === 'sealed' || current.phase === 'published'
    return sealed && showsFigures(round, current, moment) ? [round.id] : []
  })

/** The live document as one kind of viewer may see it. Figures that are hidden from the viewer are not in it. */
export function liveDocument(moment: Moment, figures: Figures): Live {
  const { contest, state, now } = moment
  return {
    contest: contest.id,
    version: state.version,
    at: now,
    stage: state.stage,
    rounds: Object.fromEntries(contest.rounds.map((round) => [round.id, liveRound(round, moment, figures)])),
    ...(state.overlay && { overlay: state.overlay }),
  }
}

function liveRound(round: Round, moment: Moment, figures: Figures): LiveRound {
  const { contest, state, now } = moment
  const current = roundState(state, round.id)
  const revealed = current.phase === 'waiting' ? undefined : current.revealed
  return {
    status: statusAt(current, now),
    attempt: current.attempt,
    ...windowTimes(current),
    ...(current.phase === 'opened' && current.sealRequested && { sealing: true as const }),
    turnout: turnout(round, moment, figures),
    ...shownStandings(round, current, moment, figures),
    ...(revealed !== undefined && { revealed: Math.min(revealed, contestantsOf(contest, round).length) }),
    ...('comments' in current && current.comments && { comments: current.comments }),
  }
}

function windowTimes(current: RoundState): Pick<LiveRound, 'opensAt' | 'closesAt'> {
  if (current.phase === 'waiting') return {}
  const { opensAt, closesAt } = lastWindow(current)
  return closesAt === null ? { opensAt } : { opensAt, closesAt }
}

function turnout(round: Round, { contest, state }: Moment, { tallies }: Figures): Turnout {
  const current = roundState(state, round.id)
  if (current.phase === 'sealed' || current.phase === 'published') return current.ballots
  return turnoutOf(round, tallies.get(round.id) ?? new Map(), eligibleIn(contest, state, round))
}

function shownStandings(
  round: Round,
  current: RoundState,
  moment: Moment,
  figures: Figures,
): Pick<LiveRound, 'standings' | 'more'> {
  if (current.phase === 'waiting' || !showsFigures(round, current, moment)) return { standings: null }
  const rows = revealedRows(standings(round, current, moment, figures), current, moment.viewer)
  const more = rows.length - mostRows
  return more > 0 ? { standings: rows.slice(0, mostRows), more } : { standings: rows }
}

function standings(
  round: Round,
  current: RoundState,
  { contest, state }: Moment,
  figures: Figures,
): Standing[] {
  if (current.phase === 'opened')
    return standingsOf(
      contest,
      round,
      figures.tallies.get(round.id) ?? new Map(),
      eligibleIn(contest, state, round),
    )
  const result = figures.results.get(round.id)
  if (!result) throw new Error(`the sealed result of round ${round.id} is missing`)
  return result.standings
}

/** While places are revealed one by one, the public gets the last ranks only. */
function revealedRows(rows: Standing[], current: RoundState, viewer: Viewer): Standing[] {
  const places = current.phase === 'waiting' ? undefined : current.revealed
  if (viewer === 'staff' || places === undefined || places >= rows.length) return rows
  return rows.slice(rows.length - places)
}

function showsFigures(round: Round, current: RoundState, { state, now, viewer }: Moment): boolean {
  if (current.phase === 'waiting') return false
  // Whoever sees figures move by one ballot knows that ballot, and often whose it is: in a secret round nobody does before the seal.
  if (current.phase === 'opened' && round.secret) return false
  if (current.phase === 'published') return viewer === 'staff' || isLatestPublished(current, state)
  if (viewer === 'staff') return true
  const policy = round.figures ?? 'published'
  return policy === 'live' || (policy === 'closed' && statusAt(current, now) !== 'open')
}

/** A result published before the latest one is there to read at its own address; repeating it here would only cost bytes. */
function isLatestPublished(current: SealedRound, state: ContestState): boolean {
  const all = Object.values(state.rounds).map((round) =>
    'publishedIn' in round ? (round.publishedIn ?? 0) : 0,
  )
  return current.publishedIn === Math.max(...all)
}

/**
 * Whether a sealed result may be read: by the staff at once, by everybody when it is published. Where the reveal began before the
 * publication, the host's pace holds for everybody: the last place must be out.
 */
export function showsResult(contest: Contest, round: Round, current: SealedRound, viewer: Viewer): boolean {
  if (viewer === 'staff') return true
  const { phase, revealFirst, revealed = 0 } = current
  return phase === 'published' && (!revealFirst || revealed >= contestantsOf(contest, round).length)
}

import type { Contest, Round } from '#contract/contest.ts'
import type { Live, LiveRound, Result, Standing, Turnout, Unranked } from '#contract/live.ts'
import { turnoutOf } from '#core/seal.ts'
import { rankingOf } from '#core/standings.ts'
import type { Tally } from '#core/tally.ts'
import { decidedBy } from './actions.ts'
import { eligibleIn } from './eligible.ts'
import { carriedRows } from './reveal.ts'
import { revealedParts } from './reveal-parts.ts'
import { liveSpeech } from './speech.ts'
import {
  lastWindow,
  roundState,
  statusAt,
  isCounted,
  isUnsealed,
  latestVersion,
  placesIn,
  type ContestState,
  type CountedRound,
  type RoundState,
} from './state.ts'

type PublishedRound = Extract<RoundState, { phase: 'published' }>

export type Viewer = 'public' | 'staff'

/** What the live document is computed from besides the log: provisional tallies and sealed results, by round. */
export type Figures = { tallies: ReadonlyMap<string, Tally>; results: ReadonlyMap<string, Result> }

type Moment = { contest: Contest; state: ContestState; now: string; viewer: Viewer }

/** Which rounds' tallies the document needs: those that have ballots and no sealed count. */
export const roundsToTally = ({ state }: Pick<Moment, 'state'>): string[] =>
  Object.entries(state.rounds).flatMap(([id, round]) => (isUnsealed(round) ? [id] : []))

/** Which rounds' sealed results the document needs: those whose figures this viewer may see now. */
export const resultsToRead = (moment: Moment): string[] =>
  moment.contest.rounds.flatMap((round) => {
    const current = roundState(moment.state, round.id)
    return isCounted(current) && showsFigures(round, current, moment) ? [round.id] : []
  })

/** The live document as one kind of viewer may see it. Figures that are hidden from the viewer are not in it. */
export function liveDocument(moment: Moment, figures: Figures): Live {
  const { contest, state, now } = moment
  return {
    contest: contest.id,
    version: state.version,
    at: now,
    stage: state.stage,
    ...(state.lastOnStage && { lastOnStage: state.lastOnStage }),
    ...(state.speech && { speech: liveSpeech(state.speech) }),
    ...(state.message && { message: state.message }),
    rounds: Object.fromEntries(contest.rounds.map((round) => [round.id, liveRound(round, moment, figures)])),
    ...(state.changed !== undefined && { changed: state.changed }),
    ...(state.withdrawals && {
      withdrawn: Object.fromEntries(state.withdrawals.map(({ contestant, rounds }) => [contestant, rounds])),
    }),
    ...(state.overlay && { overlay: state.overlay }),
    head: state.chain,
  }
}

function liveRound(round: Round, moment: Moment, figures: Figures): LiveRound {
  const { state, now } = moment
  const current = roundState(state, round.id)
  const { revealed, comments } = isCounted(current) ? current : {}
  return {
    status: statusAt(current, now),
    attempt: current.attempt,
    ...voidedOf(current),
    ...correctionOf(current),
    ...windowTimes(current),
    ...(isUnsealed(current) && current.marks && { marks: current.marks }),
    ...(current.phase === 'sealing' && { sealing: true as const }),
    turnout: turnout(round, moment, figures),
    ...shownRanking(round, current, moment, figures),
    ...placesToldOf(current, moment.viewer),
    ...(revealed !== undefined && { revealed }),
    ...shownParts(round, current, moment, figures),
    ...(comments && { comments }),
  }
}

/** Where its ballots lie is nobody's business. */
function voidedOf({ voided }: RoundState): Pick<LiveRound, 'voided'> {
  if (!voided) return {}
  const { attempt, reason, at } = voided
  return { voided: { attempt, reason, at } }
}

/** How many are ranked is told with the result. */
const placesToldOf = (current: RoundState, viewer: Viewer): Pick<LiveRound, 'places'> =>
  current.phase === 'published' || (current.phase === 'sealed' && viewer === 'staff')
    ? { places: placesIn(current) }
    : {}

/** That what is public follows a version that was public before. Its reasons stand in the head as the round's actions. */
function correctionOf(current: RoundState): Pick<LiveRound, 'corrected'> {
  if (current.phase !== 'published') return {}
  const { version } = current.published
  const index = current.versions.findIndex((one) => one.version === version)
  const before = current.versions.slice(0, index).filter(({ publishedAt }) => publishedAt !== undefined)
  const { actions = 0, publishedAt } = current.versions[index] ?? {}
  const last = before.at(-1)
  if (!last || publishedAt === undefined) return {}
  const reasons = (current.actions ?? []).slice(last.actions ?? 0, actions).map(({ reason }) => reason)
  return { corrected: { version, at: publishedAt, reasons: [...new Set(reasons)] } }
}

function windowTimes(current: RoundState): Pick<LiveRound, 'opensAt' | 'closesAt'> {
  if (current.phase === 'waiting') return {}
  const { opensAt, closesAt } = lastWindow(current)
  return closesAt === null ? { opensAt } : { opensAt, closesAt }
}

function turnout(round: Round, { contest, state }: Moment, { tallies }: Figures): Turnout {
  const current = roundState(state, round.id)
  if (isCounted(current)) return latestVersion(current).ballots
  return turnoutOf(round, tallies.get(round.id) ?? new Map(), eligibleIn(contest, state, round))
}

function shownRanking(
  round: Round,
  current: RoundState,
  moment: Moment,
  figures: Figures,
): Pick<LiveRound, 'standings' | 'more' | 'unranked' | 'moreUnranked'> {
  if (current.phase === 'waiting' || !showsFigures(round, current, moment)) return { standings: null }
  const { standings, unranked = [] } = ranking(round, current, moment, figures)
  const rows = revealedRows(standings, current, moment.viewer)
  const more = rows.length - carriedRows
  const below = isBelowShown(current, moment.viewer) ? unranked : []
  return {
    ...(more > 0 ? { standings: rows.slice(0, carriedRows), more } : { standings: rows }),
    ...shownUnranked(below, Math.max(0, -more)),
  }
}

/** Of a reveal in two parts what everybody may see, the staff too: they see the ranking beside it. */
function shownParts(
  round: Round,
  current: RoundState,
  moment: Moment,
  figures: Figures,
): Pick<LiveRound, 'inParts'> {
  if (!isCounted(current) || !current.inParts || !showsFigures(round, current, moment)) return {}
  return {
    inParts: revealedParts(moment.contest, round, sealedResult(round, figures), current.inParts),
  }
}

function shownUnranked(
  below: readonly Unranked[],
  room: number,
): Pick<LiveRound, 'unranked' | 'moreUnranked'> {
  if (below.length === 0) return {}
  const unranked = below.slice(0, room).map(({ contestant, why }) => ({ contestant, why }))
  const moreUnranked = below.length - unranked.length
  return moreUnranked > 0 ? { unranked, moreUnranked } : { unranked }
}

function ranking(
  round: Round,
  current: RoundState,
  { contest, state }: Moment,
  figures: Figures,
): Pick<Result, 'standings' | 'unranked'> {
  if (!isCounted(current))
    return rankingOf(
      contest,
      round,
      figures.tallies.get(round.id) ?? new Map(),
      eligibleIn(contest, state, round),
      current.phase === 'waiting' ? {} : decidedBy(current),
    )
  return sealedResult(round, figures)
}

function sealedResult({ id }: Round, { results }: Figures): Result {
  const result = results.get(id)
  if (!result) throw new Error(`the sealed result of round ${id} is missing`)
  return result
}

/** Whoever is unranked stands below the last place, and comes out with it. */
const isBelowShown = (current: RoundState, viewer: Viewer): boolean =>
  viewer === 'staff' || !isCounted(current) || current.revealed !== 0 || placesIn(current) === 0

/** While places are revealed one by one, the public gets the last ranks only. */
function revealedRows(rows: Standing[], current: RoundState, viewer: Viewer): Standing[] {
  const places = isCounted(current) ? current.revealed : undefined
  if (viewer === 'staff' || places === undefined || places >= rows.length) return rows
  return rows.slice(rows.length - places)
}

function showsFigures(round: Round, current: RoundState, { state, now, viewer }: Moment): boolean {
  if (current.phase === 'waiting') return false
  // Whoever sees figures move by one ballot knows that ballot, and often whose it is: in a secret round nobody does before the seal.
  if (isUnsealed(current) && round.secret) return false
  if (current.phase === 'published') return viewer === 'staff' || isLatestPublished(current, state)
  if (viewer === 'staff') return true
  const policy = round.figures ?? 'published'
  return policy === 'live' || (policy === 'closed' && statusAt(current, now) !== 'open')
}

/** A result published before the latest one is there to read at its own address; repeating it here would only cost bytes. */
function isLatestPublished(current: PublishedRound, state: ContestState): boolean {
  const all = Object.values(state.rounds).map((round) =>
    round.phase === 'published' ? round.published.in : 0,
  )
  return current.published.in === Math.max(...all)
}

/**
 * Whether a sealed result may be read: by the staff at once, by everybody when it is published. Where the reveal began before the
 * publication, the host's pace holds for everybody: the last place must be out.
 */
export function showsResult(current: CountedRound, viewer: Viewer): boolean {
  if (viewer === 'staff') return true
  if (current.phase !== 'published') return false
  const { published, revealed = 0 } = current
  return !published.paced || revealed >= placesIn(current)
}

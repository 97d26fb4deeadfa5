import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { contestantsOf, panelOf } from '#core/round.ts'

export { contestantsOf, panelOf } from '#core/round.ts'

export type RoundStatus = LiveRound['status']

/** A round's status at a moment of the server's clock: time closes a round before the next document says so. */
export function statusAt(round: LiveRound | undefined, now: number): RoundStatus {
  if (round === undefined) return 'waiting'
  const over = round.closesAt !== undefined && now >= Date.parse(round.closesAt)
  return round.status === 'open' && over ? 'closed' : round.status
}

/** Whether a window has ever opened: from then on nothing replaces the document and the roster. */
export const hasStarted = (rounds: Record<string, LiveRound>): boolean =>
  Object.values(rounds).some(({ status, attempt }) => status !== 'waiting' || attempt > 1)

export const contestantOf = (contest: Contest, id: string): Contestant | undefined =>
  contest.contestants.find((contestant) => contestant.id === id)

/** How many places a ranking has: everybody's, unless the document knows of some who have none. */
export const placesOf = (contest: Contest, round: Round, { places }: LiveRound): number =>
  places ?? contestantsOf(contest, round).length

/** Whether a counted round ranks nobody: no contestant has a mark. */
export const hasNoRanking = ({ places }: Pick<LiveRound, 'places'>): boolean => places === 0

export const electorateName = (contest: Contest, id: string): string =>
  contest.electorates.find((electorate) => electorate.id === id)?.name ?? id

/** What is known of the rounds and the stage, on public pages and on the console alike. */
type Course = Pick<Live, 'stage'> & { rounds: Record<string, LiveRound> }

/**
 * The rounds that are open at a moment of the server's clock, of one electorate or of all: those of whoever is on stage first,
 * then the one that was opened last.
 */
export function openRounds(contest: Contest, live: Course, now: number, electorate?: string): Round[] {
  const onStage = (round: Round) =>
    contestantsOf(contest, round).some(({ id }) => id === live.stage?.contestant) ? 0 : 1
  return lastOpenedFirst(contest.rounds, live)
    .filter((round) => statusAt(live.rounds[round.id], now) === 'open')
    .filter((round) => electorate === undefined || panelOf(round, electorate) !== undefined)
    .sort((a, b) => onStage(a) - onStage(b))
}

/**
 * The round that a page is about at a moment of the server's clock: the open one (of several, the one that the electorate votes
 * in, then as `openRounds` has them), else the one that ran or was voided last, else the first that is still to come.
 */
export const currentRound = (
  contest: Contest,
  live: Course,
  now: number,
  electorate?: string,
): Round | undefined =>
  (electorate === undefined ? undefined : openRounds(contest, live, now, electorate)[0]) ??
  openRounds(contest, live, now)[0] ??
  lastOpenedFirst(contest.rounds, live).find(({ id }) => hasRun(live.rounds[id], now)) ??
  contest.rounds[0]

const hasRun = (round: LiveRound | undefined, now: number): boolean =>
  statusAt(round, now) !== 'waiting' || round?.voided !== undefined

/** A round that waits after a void counts as opened when it was voided: that is what happened to it last. */
function lastOpenedFirst(rounds: Round[], live: Course): Round[] {
  const openedAt = ({ id }: Round) => live.rounds[id]?.opensAt ?? live.rounds[id]?.voided?.at ?? ''
  const order = (a: Round, b: Round) => (openedAt(a) === openedAt(b) ? 0 : openedAt(a) < openedAt(b) ? 1 : -1)
  return [...rounds].reverse().sort(order)
}

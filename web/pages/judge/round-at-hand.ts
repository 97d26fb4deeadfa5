import type { Contest, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { type RoundView, viewIn } from '../../state/round-view.ts'
import type { Seat } from '../../state/seat.ts'
import type { Takes } from './open-sheet.svelte.ts'
import { hasDrafts } from './sheet.svelte.ts'
import { contestantsOf, currentRound, openRounds, panelOf } from '../../state/rounds.ts'

/**
 * The round whose sheet lies before a judge at a moment of the server's clock: the open one that the page is turned to, or the first that
 * is open; else one that is about to begin, because a contestant of it is on stage or because it was voided; else as on all pages.
 */
export function roundAtHand(
  contest: Contest,
  document: Live,
  now: number,
  electorate: string | undefined,
  turnedTo: string | undefined,
): Round | undefined {
  const open = openRounds(contest, document, now, electorate)
  return (
    open.find(({ id }) => id === turnedTo) ??
    open[0] ??
    contest.rounds.find((round) => isHeard(contest, document, round, electorate)) ??
    contest.rounds.find((round) => (waiting(contest, document, round, electorate)?.live.attempt ?? 1) > 1) ??
    currentRound(contest, document, now, electorate)
  )
}

/**
 * Whether a sheet may be filled in before its round takes marks: from the first call on, and once more after a void. Who chooses or ranks
 * has to have heard everybody.
 */
export const mayDraft = (onStage: string | null, seat: Seat): boolean =>
  ['score', 'grade'].includes(seat.panel.ballot.kind) &&
  (seat.attempt > 1 ||
    hasDrafts(seat) ||
    contestantsOf(seat.contest, seat.round).some(({ id }) => id === onStage))

/** What a round does with marks now. */
export function takesOf(view: RoundView | undefined): Takes {
  if (view === undefined || view.phase === 'waiting') return 'drafts'
  return view.phase === 'open' ? 'marks' : 'nothing'
}

/** Time opens no round: it waits whatever the clock says. */
function waiting(contest: Contest, document: Live, round: Round, electorate = ''): RoundView | undefined {
  const view = viewIn(contest, document, round, Date.parse(document.at))
  return view?.phase === 'waiting' && panelOf(round, electorate) ? view : undefined
}

/** Whether a round that takes no marks yet is the one whose contestants are heard. */
function isHeard(contest: Contest, document: Live, round: Round, electorate?: string): boolean {
  const { rounds, stage } = document
  if (!waiting(contest, document, round, electorate)) return false
  if (stage === null || !contestantsOf(contest, round).some(({ id }) => id === stage.contestant)) return false
  // Who is still on stage when their round has ended does not begin another.
  const ends = Object.values(rounds).map(({ closesAt = '' }) => closesAt)
  return ends.every((closesAt) => closesAt < stage.since)
}

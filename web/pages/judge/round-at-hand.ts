import type { Contest, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import type { Seat } from '../../state/seat.ts'
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
    contest.rounds.find((round) => isVoided(document, round, electorate)) ??
    currentRound(contest, document, now, electorate)
  )
}

/**
 * Whether a sheet may be filled in before its round takes marks: from the first call on, and once more after a void. Who chooses or ranks
 * has to have heard everybody.
 */
export const mayDraft = ({ stage }: Live, seat: Seat): boolean =>
  ['score', 'grade'].includes(seat.panel.ballot.kind) &&
  (seat.attempt > 1 ||
    hasDrafts(seat) ||
    contestantsOf(seat.contest, seat.round).some(({ id }) => id === stage?.contestant))

const waits = ({ rounds }: Live, round: Round, electorate = ''): boolean =>
  rounds[round.id]?.status === 'waiting' && panelOf(round, electorate) !== undefined

const isVoided = (document: Live, round: Round, electorate?: string): boolean =>
  waits(document, round, electorate) && (document.rounds[round.id]?.attempt ?? 1) > 1

/** Whether a round that takes no marks yet is the one whose contestants are heard. */
function isHeard(contest: Contest, document: Live, round: Round, electorate?: string): boolean {
  const { rounds, stage } = document
  if (!waits(document, round, electorate)) return false
  if (stage === null || !contestantsOf(contest, round).some(({ id }) => id === stage.contestant)) return false
  // Who is still on stage when their round has ended does not begin another.
  const ends = Object.values(rounds).map(({ closesAt = '' }) => closesAt)
  return ends.every((closesAt) => closesAt < stage.since)
}

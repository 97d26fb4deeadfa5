import type { Contest, Round } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { placesOf, type RoundStatus, statusAt } from './rounds.ts'

/** How far a round has come. Its count takes a while after the close, and its reveal after the publication. */
export type RoundPhase = RoundStatus | 'sealing' | 'revealing'

/** One round as pages show it at a moment: `live` has the status of that moment. */
export type RoundView = { round: Round; live: LiveRound; phase: RoundPhase }

/** The view of a round at a moment of the server's clock. */
export function roundView(contest: Contest, round: Round, known: LiveRound, now: number): RoundView {
  const status = statusAt(known, now)
  const live = status === known.status ? known : { ...known, status }
  return { round, live, phase: phaseOf(contest, round, live) }
}

/** The view of a round that a live document has, at a moment of the server's clock; undefined where there is none. */
export function viewIn(
  contest: Contest,
  { rounds }: { rounds: Record<string, LiveRound> },
  round: Round | undefined,
  now: number,
): RoundView | undefined {
  const known = round && rounds[round.id]
  return round && known && roundView(contest, round, known, now)
}

/** The view of a round as it was when the document was made: whatever has ended since may also have been put off. */
export const viewWhenHeard = (
  contest: Contest,
  document: Live,
  round: Round | undefined,
): RoundView | undefined => viewIn(contest, document, round, Date.parse(document.at))

function phaseOf(contest: Contest, round: Round, live: LiveRound): RoundPhase {
  const { status, sealing, revealed } = live
  if (status === 'closed' && sealing) return 'sealing'
  const keepsBack = revealed !== undefined && revealed < placesOf(contest, round, live)
  return status === 'published' && keepsBack ? 'revealing' : status
}

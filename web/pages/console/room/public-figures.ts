import type { Round } from '#contract/contest.ts'
import type { LiveRound, Standing } from '#contract/live.ts'
import { standingsIn } from '../../../state/revealed-parts.ts'
import { rowsBetween } from './reveal.ts'
import type { RoundPhase } from '../../../state/round-view.ts'

/** The rows of a round that everybody can see now, or null where its figures are hidden. */
export function publicRows(round: Round, live: LiveRound, phase: RoundPhase): Standing[] | null {
  if (phase === 'published') return live.standings
  if (phase === 'revealing' && live.inParts) return standingsIn(live.inParts)
  if (phase === 'revealing') return rowsBetween(live, 0, live.revealed ?? 0)
  const shown = round.figures === 'live' || (round.figures === 'closed' && phase !== 'open')
  return shown && phase !== 'waiting' ? live.standings : null
}

/** The rows that only organisers see now, best first. */
export function hiddenRows(round: Round, live: LiveRound, phase: RoundPhase): Standing[] {
  // Points are hidden then, not contestants: the ranking that comes of them is nobody else's.
  if (phase === 'revealing' && live.inParts) return live.standings ?? []
  const seen = new Set(publicRows(round, live, phase)?.map(({ contestant }) => contestant))
  return (live.standings ?? []).filter(({ contestant }) => !seen.has(contestant))
}

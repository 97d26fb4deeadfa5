import type { Round } from '#contract/contest.ts'
import type { LiveRound, Standing } from '#contract/live.ts'
import { rowsBetween } from './reveal.ts'
import type { RoundWord } from './rounds.ts'

/** The rows of a round that everybody can see now, or null where its figures are hidden. */
export function publicRows(round: Round, live: LiveRound, word: RoundWord): Standing[] | null {
  if (word === 'published') return live.standings
  if (word === 'revealing') return rowsBetween(live, 0, live.revealed ?? 0)
  const shown = round.figures === 'live' || (round.figures === 'closed' && word !== 'open')
  return shown && word !== 'waiting' ? live.standings : null
}

/** The rows that only organisers see now, best first. */
export function hiddenRows(round: Round, live: LiveRound, word: RoundWord): Standing[] {
  const seen = new Set(publicRows(round, live, word)?.map(({ contestant }) => contestant))
  return (live.standings ?? []).filter(({ contestant }) => !seen.has(contestant))
}

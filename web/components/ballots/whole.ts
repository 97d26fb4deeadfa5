import type { Paper } from '../../state/paper.svelte.ts'
import type { Seat } from '../../state/seat.ts'
import { wholeProgress } from '../../state/whole-progress.ts'
import { sayWhole } from './limit-words.ts'

export { recusedAmong } from '#core/recusal.ts'

/** What a ballot has to keep as a whole, and from whom a voter is recused: loaded where a panel asks for any of it. */
export { default as Recused } from './Recused.svelte'

/** Whether a ballot keeps what is asked of it as a whole, and what stands beside the button; `said` is that of the ballot besides. */
export function held(
  { contest }: Seat,
  { rule, ballot, contestants, progress }: Paper,
  said: string,
): { ready: boolean; status: string } {
  const asked = wholeProgress(contest, rule, ballot, contestants.length)
  return { ready: asked.obstacles.length === 0, status: sayWhole(said, asked, progress.given > 0) }
}

import type { ContestEvent } from '#core/contest/acts.ts'
import { evolve } from '#core/contest/evolve.ts'
import { emptyState, roundState, statusAt, type RoundStatus } from '#core/contest/state.ts'
import type { Verdict } from './verdict.ts'

/** The table of states: from each a round goes only to these. Time alone closes a round. */
const follows: Record<RoundStatus, RoundStatus[]> = {
  waiting: ['waiting', 'open'],
  open: ['open', 'closed', 'waiting'],
  closed: ['closed', 'open', 'sealed', 'waiting'],
  sealed: ['sealed', 'published', 'waiting'],
  published: ['published', 'waiting'],
}

/** Reads a log from its beginning and looks at what every event did to a round. */
export function checkTransitions(log: readonly ContestEvent[], round: string, verdict: Verdict): void {
  let before = emptyState
  for (const event of log) {
    const after = evolve(before, event)
    const [from, to] = [before, after].map((state) => statusAt(roundState(state, round), event.at))
    if (from && to)
      verdict.holds(
        'known transitions',
        follows[from].includes(to),
        () => `${event.type} led from ${from} to ${to}`,
      )
    before = after
  }
}

import type { Contest, Round } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { common } from '../../i18n/common.ts'
import { placesOf } from '../../state/rounds.ts'
import { progressOf } from './progress.ts'
import { result as t } from './words.ts'

/** Why there is no result to read yet. `failing`: a published one could not be read. */
export function sayProgress(contest: Contest, round: Round, live: Live, failing: boolean): string {
  const progress = progressOf(contest, round, live)
  switch (progress) {
    case 'waiting':
      return t.isWaiting
    case 'open':
      return t.isOpen
    case 'closed':
      return t.isClosed
    case 'sealed':
      return t.isSealed
    case 'revealing':
      return sayRevealing(contest, round, live.rounds[round.id])
    case 'published':
      return failing ? t.unreachable : common.loading
    default:
      return progress satisfies never
  }
}

const sayRevealing = (contest: Contest, round: Round, live: LiveRound | undefined): string =>
  live?.inParts
    ? t.isRevealingParts
    : t.isRevealing(live?.revealed ?? 0, live ? placesOf(contest, round, live) : 0)

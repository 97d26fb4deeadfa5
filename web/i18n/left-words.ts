import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { leftOf } from '../state/left.ts'
import { common } from './common.ts'
import { rankWords } from './ranking.ts'

/** As many as one line has room for. */
const mostNamed = 3

/** Who left a round before it was opened, in one line; empty where nobody did. */
export const sayLeft = (contest: Contest, round: Round, live: Pick<Live, 'withdrawn'>): string =>
  sayWhoLeft(leftOf(contest, round, live))

export function sayWhoLeft(left: readonly Pick<Contestant, 'name'>[]): string {
  if (left.length === 0) return ''
  const named = left.slice(0, mostNamed).map(({ name }) => name)
  const more = left.length - named.length
  return rankWords.left([...named, ...(more > 0 ? [rankWords.more(more)] : [])].join(common.separator))
}

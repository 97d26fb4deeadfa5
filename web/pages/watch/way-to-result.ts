import type { Contest } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { roundView } from '../../state/round-view.ts'

/** In the address of whoever wants to see their own ballot after the evening. */
const ownBallot = 'own'

/**
 * Where somebody belongs who comes to the watch page when every round is published: the result; of several rounds, the list of them. Null
 * while the evening lasts, and for whoever asks for their own ballot.
 */
export function wayToResult(contest: Contest, live: Live, address: URL): string | null {
  if (address.searchParams.has(ownBallot)) return null
  const isOver = contest.rounds.every((round) => {
    const known = live.rounds[round.id]
    return (
      known !== undefined && roundView(contest, round, known, Number.NEGATIVE_INFINITY).phase === 'published'
    )
  })
  if (!isOver) return null
  const [only, ...others] = contest.rounds
  const round = only !== undefined && others.length === 0 ? `&round=${encodeURIComponent(only.id)}` : ''
  return `/result?contest=${encodeURIComponent(contest.id)}${round}`
}

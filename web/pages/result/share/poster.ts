import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { sayWhoLeft } from '../../../i18n/left-words.ts'
import { rankWords } from '../../../i18n/ranking.ts'
import { dateAndTime } from '../../../i18n/time.ts'
import { contestantOf } from '../../../state/rounds.ts'
import { shortHash } from '../../../state/short-hash.ts'
import { noteOf } from '../sheets/note.ts'
import { share as t } from './words.ts'

/** What a poster says, before anybody draws it. Rows are best first; those who share first place stand on gold together. */
export type Poster = {
  title: string
  round: string
  organiser: string
  rows: PosterRow[]
  more: string
  /** Who left the round before it was opened, in one line. */
  left: string
  official: string
  scan: string
  proof: string
  /** In the QR code, the way to the result; without one there is no code. */
  link: string | null
  accent: string
}
export type PosterRow = {
  rank: string
  name: string
  unit: string
  total: string
  note: string
  isFirst: boolean
}

/** So many rows can be read on a phone. */
const mostRows = 10
const defaultAccent = '#b3261e'

/** `left`: who left the round before it was opened. */
export function posterOf(
  contest: Contest,
  round: Round,
  result: Result,
  left: readonly Contestant[],
  link: string | null,
): Poster {
  const shown = result.standings.slice(0, mostRows)
  const more = result.standings.length - shown.length
  return {
    title: contest.title,
    round: round.title,
    organiser: contest.organiser ?? '',
    rows: shown.map((standing) => {
      const of = contestantOf(contest, standing.contestant)
      return {
        rank: String(standing.rank),
        name: of?.name ?? standing.contestant,
        unit: of?.unit ?? '',
        total: standing.total,
        note: standing.tied ? rankWords.tied : noteOf(round, standing),
        isFirst: standing.rank === 1,
      }
    }),
    more: more > 0 ? t.more(more) : '',
    left: sayWhoLeft(left),
    official: t.official,
    scan: t.scan,
    proof: `${dateAndTime(result.sealedAt)} · ${t.checksum(shortHash(result.digest))}`,
    link,
    accent: contest.look?.accent ?? defaultAccent,
  }
}

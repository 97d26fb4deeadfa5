import type { Contest, Round } from '#contract/contest.ts'
import type { RevealedParts } from '#contract/live.ts'
import { partsOf } from '#core/contest/reveal-parts.ts'
import { electorateName } from '../state/rounds.ts'
import { common } from './common.ts'
import { rankWords } from './ranking.ts'

/** What a reveal in two parts shows of one contestant: each electorate with what it added to the total so far. */
export function sayParts(contest: Contest, { rows }: RevealedParts, contestant: string): string {
  const parts = rows.find((row) => row.contestant === contestant)?.parts ?? {}
  return Object.entries(parts)
    .map(([id, part]) => rankWords.partOf(electorateName(contest, id), part))
    .join(rankWords.plus)
}

/** The electorates of both parts by name. */
export function namesOfParts(contest: Contest, round: Round): { first: string; then: string } {
  const { first = [], then = [] } = partsOf(contest, round) ?? {}
  const names = (ids: string[]) => ids.map((id) => electorateName(contest, id)).join(common.separator)
  return { first: names(first), then: names(then) }
}

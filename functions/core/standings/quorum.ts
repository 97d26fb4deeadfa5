import type { Panel, Round } from '#contract/contest.ts'
import { compare, divide, exact, hundred, multiply, type Exact } from '../decimal.ts'
import { castIn, type Tally } from '../tally.ts'

/** Of whom quorums are shares, per electorate: of those on the roster who are not excused, or of those who are checked in. */
export type QuorumBase = {
  eligible: Record<string, number | null>
  excused?: Record<string, number> | undefined
  present?: Record<string, number> | undefined
}

/** The electorates of panels in which too few cast; where nobody can say of how many, a quorum is not reached. */
export const quorumMissed = (round: Round, tally: Tally, base: QuorumBase): string[] =>
  round.panels
    .filter(
      (panel) =>
        panel.quorum && !isReached(panel.quorum, castIn(tally, panel.electorate), baseOf(panel, base)),
    )
    .map(({ electorate }) => electorate)

function baseOf(
  { electorate, quorum }: Panel,
  { eligible, excused = {}, present = {} }: QuorumBase,
): number | null {
  if (quorum?.of === 'present') return own(present, electorate) ?? null
  const all = own(eligible, electorate) ?? null
  return all === null ? null : all - (own(excused, electorate) ?? 0)
}

function isReached(
  { atLeast, over }: NonNullable<Panel['quorum']>,
  cast: number,
  base: number | null,
): boolean {
  if (base === null) return false
  const against = (share: string) => compare(exact(cast), multiply(exact(base), shareOf(share)))
  return (atLeast === undefined || against(atLeast) >= 0) && (over === undefined || against(over) > 0)
}

const own = <Value>(record: Record<string, Value>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** A share written as `1/2` or `80%`. */
export function shareOf(text: string): Exact {
  if (text.endsWith('%')) return divide(exact(text.slice(0, -1)), hundred)
  const [part = '', whole = ''] = text.split('/')
  return divide(exact(part), exact(whole))
}

import type { BallotRule, Panel } from '#contract/contest.ts'
import type { BandConvert } from '#contract/convert.ts'
import type { Fault } from '#contract/faults.ts'
import { compare, exact, multiply, shortest, sum, zero, type Exact } from '../decimal.ts'
import { fault } from '../faults.ts'
import { idsOf, repeated, unknownFaults } from './ids.ts'
import type { Loose } from './readable.ts'

type LooseBallot = Loose<BallotRule> | undefined
type LooseBand = Loose<BandConvert>

/** What is wrong with the way in which a panel turns its points into others: places always count, bands have to cover every figure. */
export function convertFaults(
  { convert, ballot }: Loose<Panel>,
  path: string,
  isFaulty: (path: string) => boolean,
): Fault[] {
  if (convert?.by !== 'band' || isFaulty(path)) return []
  return [
    ...bandFaults(convert, ballot, `${path}.bands`),
    ...(convert.of ? gradeShareFaults(convert.of.share, ballot, `${path}.of`) : []),
    ...(convert.unless ? gradeShareFaults(convert.unless.share, ballot, `${path}.unless`) : []),
  ]
}

function bandFaults({ bands = [], of }: LooseBand, ballot: LooseBallot, path: string): Fault[] {
  const starts = bands.map((band) => band?.from)
  const known = starts.flatMap((from) => from ?? [])
  const faults = starts.flatMap((from, index) =>
    from !== undefined && starts.indexOf(from) < index
      ? [fault(`${path}[${index}].from`, 'band-repeated', { from })]
      : [],
  )
  if (known.length === 0 || known.length < starts.length) return faults
  const from = Math.min(...known)
  const least = of ? zero : leastPoints(ballot)
  if (least === null || compare(exact(from), least) <= 0) return faults
  return [...faults, fault(path, 'bands-have-gap', { from, least: shortest(least) })]
}

/** The fewest points that a contestant can have in a panel, 0 or less; null where that cannot be told. */
function leastPoints(ballot: LooseBallot): Exact | null {
  if (ballot?.kind === 'choose' || ballot?.kind === 'rank') return zero
  if (ballot?.kind === 'grade') {
    const values = ballot.grades?.map((grade) => grade?.value)
    if (!values || values.some((value) => value === undefined)) return null
    return exact(Math.min(0, ...values.map((value) => value ?? 0)))
  }
  if (ballot?.kind !== 'score') return null
  const lowest = ballot.criteria?.map((criterion) => {
    const { min = 0, max, factor = 1 } = criterion ?? {}
    if (max === undefined) return null
    const worst = multiply(exact(factor < 0 ? max : min), exact(factor))
    return compare(worst, zero) < 0 ? worst : zero
  })
  return lowest?.every((one) => one !== null) ? sum(lowest) : null
}

/** Shares are shares of marks in grades. */
function gradeShareFaults(
  share: readonly (string | undefined)[] = [],
  ballot: LooseBallot,
  path: string,
): Fault[] {
  if (ballot === undefined) return []
  if (ballot.kind !== 'grade') return [fault(path, 'share-without-grades')]
  const known = idsOf(ballot.grades)
  return [
    ...repeated(share).map(({ id, index }) => fault(`${path}.share[${index}]`, 'named-twice', { id })),
    ...share.flatMap((id, index) => unknownFaults(`${path}.share[${index}]`, 'unknown-grade', id, known)),
  ]
}

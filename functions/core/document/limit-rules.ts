import type { BallotRuleOf } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import { idsOf, repeated, unknownFaults } from './ids.ts'
import type { Loose } from './readable.ts'

type GradeRule = Loose<BallotRuleOf<'grade'>>
type ScoreRule = Loose<BallotRuleOf<'score'>>
type Bounds = { least?: number | undefined; most?: number | undefined }
/** A limit and where it stands; `members`: the grades, or the beginnings of the ranges of totals, that it counts. */
type Limit<Member> = Bounds & { path: string; members: ReadonlySet<Member> }

/** `size` is how many contestants a ballot has to mark, null where that cannot be told. */
export function gradeLimitFaults(rule: GradeRule, path: string, size: number | null): Fault[] {
  const { grades = [], limits = [] } = rule
  const known = idsOf(grades)
  const all = limits.flatMap((limit, index) =>
    limit
      ? [
          {
            ...limit,
            path: `${path}.limits[${index}]`,
            members: new Set(limit.grades?.flatMap((id) => id ?? [])),
          },
        ]
      : [],
  )
  const faults = all.flatMap(({ path: place, grades: named = [] }) => [
    ...repeated(named).map(({ id, index }) => fault(`${place}.grades[${index}]`, 'named-twice', { id })),
    ...named.flatMap((id, index) => unknownFaults(`${place}.grades[${index}]`, 'unknown-grade', id, known)),
  ])
  const choices = grades.flatMap((grade) => grade?.id ?? [])
  return [...faults, ...wholeRuleFaults(rule, path, all, choices, size)]
}

/** The same of scores, whose limits count totals. */
export function scoreLimitFaults(rule: ScoreRule, path: string, size: number | null): Fault[] {
  const { limits = [], criteria = [] } = rule
  const [lowest, highest] = extremes(criteria)
  const ends = limits.flatMap((limit) => [limit?.atLeast ?? lowest, limit?.below ?? lowest])
  const starts = [...new Set([lowest, ...ends.filter((end) => end > lowest && end <= highest)])]
  const all = limits.flatMap((limit, index) => {
    if (!limit) return []
    const { atLeast = -Infinity, below = Infinity } = limit
    const members = new Set(starts.filter((start) => atLeast <= start && start < below))
    return [{ ...limit, path: `${path}.limits[${index}]`, members }]
  })
  const faults = all.flatMap(({ path: place, atLeast, below }) => {
    if (atLeast === undefined && below === undefined) return [fault(place, 'limit-without-range')]
    return atLeast !== undefined && below !== undefined && atLeast >= below
      ? [fault(`${place}.below`, 'not-above', { expected: 'number', bound: atLeast })]
      : []
  })
  return [...faults, ...wholeRuleFaults(rule, path, all, starts, size)]
}

/** The lowest and the highest total that a ballot can give; for comparing ranges only. */
function extremes(criteria: NonNullable<ScoreRule['criteria']>): [number, number] {
  const ends = criteria.map((criterion) => {
    const { min = 0, max = min, factor = 1 } = criterion ?? {}
    return [min * factor, max * factor]
  })
  return [
    ends.reduce((sum, both) => sum + Math.min(...both), 0),
    ends.reduce((sum, both) => sum + Math.max(...both), 0),
  ]
}

function wholeRuleFaults<Member>(
  { whole, notAllEqual }: GradeRule | ScoreRule,
  path: string,
  limits: readonly Limit<Member>[],
  choices: readonly Member[],
  size: number | null,
): Fault[] {
  const faults = limits.flatMap((limit) => boundFaults(limit, whole))
  if (notAllEqual && !whole) faults.push(fault(`${path}.notAllEqual`, 'needs-whole'))
  if (notAllEqual && (size === 1 || choices.length === 1))
    faults.push(fault(`${path}.notAllEqual`, 'always-equal'))
  if (faults.length > 0 || size === null || size === 0) return faults
  return canBeMet(limits, choices, size, whole)
    ? []
    : [fault(`${path}.limits`, 'limits-cannot-be-met', { size })]
}

function boundFaults({ path, least, most }: Limit<unknown>, whole: true | undefined): Fault[] {
  if (least === undefined && most === undefined) return [fault(path, 'limit-without-bound')]
  const faults = least !== undefined && !whole ? [fault(`${path}.least`, 'needs-whole')] : []
  return least !== undefined && most !== undefined && most < least
    ? [...faults, fault(`${path}.most`, 'below-min', { min: least })]
    : faults
}

/**
 * Whether some ballot over `size` contestants keeps all limits. Exact where of any two limits one holds the other, or they share nothing, as
 * rules of meetings do; limits that overlap otherwise are taken as met.
 */
function canBeMet<Member>(
  limits: readonly Limit<Member>[],
  choices: readonly Member[],
  size: number,
  whole: true | undefined,
): boolean {
  const everything: Limit<Member> = {
    path: '',
    members: new Set(choices),
    least: whole ? size : 0,
    most: size,
  }
  const sets = [...limits, everything].toSorted((a, b) => a.members.size - b.members.size)
  const isIn = (a: Limit<Member>, b: Limit<Member>) => [...a.members].every((member) => b.members.has(member))
  const meets = (a: Limit<Member>, b: Limit<Member>) => [...a.members].some((member) => b.members.has(member))
  const parents = sets.map((set, index) => sets.findIndex((other, at) => at > index && isIn(set, other)))
  const isNested = sets.every((set, index) =>
    sets.slice(index + 1).every((other) => isIn(set, other) || !meets(set, other)),
  )
  if (!isNested) return true
  const range: { least: number; most: number }[] = []
  for (const [index, { members, least = 0, most = Infinity }] of sets.entries()) {
    const inside = sets.flatMap((set, at) =>
      parents[at] === index && range[at] ? [{ set, range: range[at] }] : [],
    )
    const free = [...members].some((member) => inside.every(({ set }) => !set.members.has(member)))
    const own = {
      least: Math.max(
        least,
        inside.reduce((sum, one) => sum + one.range.least, 0),
      ),
      most: Math.min(most, free ? Infinity : inside.reduce((sum, one) => sum + one.range.most, 0)),
    }
    if (own.least > own.most) return false
    range.push(own)
  }
  return true
}

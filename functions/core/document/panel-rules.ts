import type { BallotRuleOf, Panel } from '#contract/contest.ts'
import type { Fault } from '#contract/problems.ts'
import { compare, exact, zero } from '../decimal.ts'
import { pathTo } from '../faults.ts'
import { shareOf } from '../standings/quorum.ts'
import type { Surroundings } from './contest-rules.ts'
import { duplicateIds, idsOf, isUnknown, repeated } from './ids.ts'
import type { Loose } from './readable.ts'

/** `size` is how many contestants the round has, null where that cannot be told. */
export function panelFaults(
  panel: Loose<Panel>,
  path: string,
  size: number | null,
  { electorates, open, isFaulty }: Surroundings,
): Fault[] {
  const { electorate } = panel
  const isOpen = electorate !== undefined && open.has(electorate)
  const faults = [
    ...ballotFaults(panel.ballot, `${path}.ballot`, size, isOpen, isFaulty),
    ...quorumFaults(panel.quorum, `${path}.quorum`, isOpen, isFaulty),
  ]
  if (!isUnknown(electorate, electorates)) return faults
  return [{ path: `${path}.electorate`, message: `There is no electorate ${electorate}` }, ...faults]
}

function ballotFaults(
  ballot: Loose<Panel>['ballot'],
  path: string,
  size: number | null,
  isOpen: boolean,
  isFaulty: (path: string) => boolean,
): Fault[] {
  switch (ballot?.kind) {
    case 'choose':
      return chooseFaults(ballot, path, size, isOpen)
    case 'grade':
      return gradeFaults(ballot, path, isFaulty)
    case 'score':
      return scoreFaults(ballot, path, isFaulty)
    case 'rank':
      return rankFaults(ballot, path)
    case undefined:
      return []
  }
}

function chooseFaults(
  { min, max, base }: Loose<BallotRuleOf<'choose'>>,
  path: string,
  size: number | null,
  isOpen: boolean,
): Fault[] {
  const faults: Fault[] = []
  if (min !== undefined && max !== undefined && max < min) {
    faults.push({ path: `${path}.max`, message: `Is below min, which is ${min}` })
  }
  if (min !== undefined && size !== null && size > 0 && min > size) {
    faults.push({ path: `${path}.min`, message: `Nobody can choose ${min} of ${size} contestants` })
  }
  if (base === 'eligible' && isOpen) faults.push({ path: `${path}.base`, message: openElectorate })
  return faults
}

function gradeFaults(
  { grades = [], measure = 'mean' }: Loose<BallotRuleOf<'grade'>>,
  path: string,
  isFaulty: (path: string) => boolean,
): Fault[] {
  const faults = duplicateIds(grades, `${path}.grades`)
  if (isFaulty(`${path}.measure`)) return faults
  if (measure === 'mean') {
    const hasNoValue = grades.length > 0 && grades.every((grade) => grade?.value === null)
    return hasNoValue
      ? [...faults, { path: `${path}.grades`, message: 'A mean needs a grade with a value' }]
      : faults
  }

  const share = measure.share ?? []
  const known = idsOf(grades)
  return [
    ...faults,
    ...repeated(share).map(({ id, index }) => ({
      path: `${path}.measure.share[${index}]`,
      message: `${id} is named twice`,
    })),
    ...share.flatMap((id, index) =>
      isUnknown(id, known)
        ? [{ path: `${path}.measure.share[${index}]`, message: `There is no grade ${id}` }]
        : [],
    ),
  ]
}

function scoreFaults(
  { criteria = [], drop }: Loose<BallotRuleOf<'score'>>,
  path: string,
  isFaulty: (path: string) => boolean,
): Fault[] {
  const faults = duplicateIds(criteria, `${path}.criteria`)
  for (const [index, criterion] of criteria.entries()) {
    const at = pathTo(`${path}.criteria`, index)
    const { min = 0, max } = criterion ?? {}
    if (max === undefined || max >= min || isFaulty(`${at}.min`)) continue
    faults.push({ path: `${at}.max`, message: `Is below min, which is ${min}` })
  }

  const { high, low, atLeast } = drop ?? {}
  if (high === undefined || low === undefined || atLeast === undefined || atLeast > high + low) return faults
  return [
    ...faults,
    { path: `${path}.drop.atLeast`, message: `Must be at least ${high + low + 1}, so that a mark is left` },
  ]
}

function rankFaults({ points, measure }: Loose<BallotRuleOf<'rank'>>, path: string): Fault[] {
  const best = points?.[0]
  if (measure !== 'percent' || best === undefined || best > 0) return []
  return [{ path: `${path}.points[0]`, message: 'Percent needs points above zero for the first place' }]
}

function quorumFaults(
  quorum: Loose<Panel>['quorum'],
  path: string,
  isOpen: boolean,
  isFaulty: (path: string) => boolean,
): Fault[] {
  const faults: Fault[] = isOpen && quorum ? [{ path, message: openElectorate }] : []
  const atLeast = `${path}.atLeast`
  if (quorum?.atLeast === undefined || isFaulty(atLeast)) return faults

  const share = shareOf(quorum.atLeast)
  if (compare(share, zero) > 0 && compare(share, exact(1)) <= 0) return faults
  return [...faults, { path: atLeast, message: 'Must be above 0 and at most 100%' }]
}

const openElectorate = 'Anyone may join this electorate, so nobody knows how many are eligible'

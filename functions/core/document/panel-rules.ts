import type { BallotRuleOf, Panel, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault, pathTo } from '../faults.ts'
import { overFaults, shareFaults } from './award-rules.ts'
import type { Surroundings } from './contest-rules.ts'
import { convertFaults } from './convert-rules.ts'
import { recuseFaults } from './recuse-rules.ts'
import { duplicateIds, idsOf, repeated, unknownFaults } from './ids.ts'
import { gradeLimitFaults, scoreLimitFaults } from './limit-rules.ts'
import type { Loose } from './readable.ts'

/** `size` is how many contestants the round has, null where that cannot be told. */
export function panelFaults(
  panel: Loose<Panel>,
  path: string,
  size: number | null,
  round: Pick<Loose<Round>, 'secret'>,
  { electorates, open, isFaulty }: Surroundings,
): Fault[] {
  const { electorate } = panel
  const isOpen = electorate !== undefined && open.has(electorate)
  return [
    ...unknownFaults(`${path}.electorate`, 'unknown-electorate', electorate, electorates),
    ...ballotFaults(panel.ballot, `${path}.ballot`, size, isOpen, isFaulty),
    ...quorumFaults(panel.quorum, `${path}.quorum`, isOpen, isFaulty),
    ...recuseFaults(panel, `${path}.recuse`, round, isOpen),
    ...convertFaults(panel, `${path}.convert`, isFaulty),
  ]
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
      return [...gradeFaults(ballot, path, isFaulty), ...gradeLimitFaults(ballot, path, size)]
    case 'score':
      return [...scoreFaults(ballot, path, isFaulty), ...scoreLimitFaults(ballot, path, size)]
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
    faults.push(fault(`${path}.max`, 'below-min', { min }))
  }
  if (min !== undefined && size !== null && size > 0 && min > size) {
    faults.push(fault(`${path}.min`, 'choose-beyond-field', { min, size }))
  }
  if (base === 'eligible' && isOpen) faults.push(fault(`${path}.base`, 'eligible-unknown'))
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
    return hasNoValue ? [...faults, fault(`${path}.grades`, 'mean-without-value')] : faults
  }

  const share = measure.share ?? []
  const known = idsOf(grades)
  return [
    ...faults,
    ...repeated(share).map(({ id, index }) =>
      fault(`${path}.measure.share[${index}]`, 'named-twice', { id }),
    ),
    ...share.flatMap((id, index) =>
      unknownFaults(`${path}.measure.share[${index}]`, 'unknown-grade', id, known),
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
    if (max === undefined || max > min || isFaulty(`${at}.min`)) continue
    // Of no use even where it equals the minimum: every judge would give the same.
    faults.push(fault(`${at}.max`, 'not-above', { expected: 'number', bound: min }))
  }

  const { high, low, atLeast } = drop ?? {}
  if (high === undefined || low === undefined || atLeast === undefined || atLeast > high + low) return faults
  return [...faults, fault(`${path}.drop.atLeast`, 'drop-leaves-none', { least: high + low + 1 })]
}

function rankFaults({ points, measure }: Loose<BallotRuleOf<'rank'>>, path: string): Fault[] {
  const best = points?.[0]
  if (measure !== 'percent' || best === undefined || best > 0) return []
  return [fault(`${path}.points[0]`, 'percent-without-points')]
}

function quorumFaults(
  quorum: Loose<Panel>['quorum'],
  path: string,
  isOpen: boolean,
  isFaulty: (path: string) => boolean,
): Fault[] {
  const faults: Fault[] = isOpen && quorum ? [fault(path, 'eligible-unknown')] : []
  if (!quorum || isFaulty(path)) return faults
  const { atLeast, over } = quorum
  if (
    atLeast === undefined &&
    over === undefined &&
    !isFaulty(`${path}.atLeast`) &&
    !isFaulty(`${path}.over`)
  )
    return [...faults, fault(path, 'quorum-without-share')]
  return [
    ...faults,
    ...(atLeast === undefined || isFaulty(`${path}.atLeast`) ? [] : shareFaults(atLeast, `${path}.atLeast`)),
    ...(over === undefined || isFaulty(`${path}.over`) ? [] : overFaults(over, `${path}.over`)),
  ]
}

import type { Panel, Round, TieBreak } from '#contract/contest.ts'
import type { Fault } from '#contract/problems.ts'
import { pathTo } from '../faults.ts'
import type { Surroundings } from './contest-rules.ts'
import { idsOf, isUnknown, repeated, type Known } from './ids.ts'
import { panelFaults } from './panel-rules.ts'
import type { Loose } from './readable.ts'

type LoosePanel = Loose<Panel> | undefined

export function roundFaults(round: Loose<Round>, path: string, surroundings: Surroundings): Fault[] {
  const panels = round.panels ?? []
  const electorates = panels.map((panel) => panel?.electorate)
  const known = idsOf(electorates.map((id) => ({ id })))
  const size = sizeOfField(round, path, surroundings)
  return [
    ...fieldFaults(round, path, surroundings),
    ...secrecyFaults(round, path),
    ...repeated(electorates).map(({ id, index }) => ({
      path: `${path}.panels[${index}].electorate`,
      message: `${id} has a panel in this round already`,
    })),
    ...panels.flatMap((panel, index) =>
      panel ? panelFaults(panel, `${path}.panels[${index}]`, size, surroundings) : [],
    ),
    ...(round.ties ?? []).flatMap((tie, index) =>
      tie ? tieFaults(tie, `${path}.ties[${index}]`, known, panels) : [],
    ),
  ]
}

/** How many contestants the round judges; null where that cannot be told. */
function sizeOfField(
  { group, contestants }: Loose<Round>,
  path: string,
  surroundings: Surroundings,
): number | null {
  const { sizeOf, isFaulty } = surroundings
  if (isFaulty(`${path}.group`) || isFaulty(`${path}.contestants`)) return null
  return contestants && group === undefined ? contestants.length : sizeOf(group)
}

function fieldFaults(round: Loose<Round>, path: string, surroundings: Surroundings): Fault[] {
  const { group, contestants = [] } = round
  const { groups, contestants: known } = surroundings
  const list = `${path}.contestants`
  const faults = [
    ...repeated(contestants).map(({ id, index }) => ({
      path: pathTo(list, index),
      message: `${id} is listed twice`,
    })),
    ...contestants.flatMap((id, index) =>
      isUnknown(id, known) ? [{ path: pathTo(list, index), message: `There is no contestant ${id}` }] : [],
    ),
  ]
  if (isUnknown(group, groups)) faults.push({ path: `${path}.group`, message: `There is no group ${group}` })
  if (group !== undefined && round.contestants !== undefined) {
    return [...faults, { path: list, message: 'Give a group or contestants, not both' }]
  }
  if (sizeOfField(round, path, surroundings) === 0 && !isUnknown(group, groups)) {
    faults.push({
      path: group === undefined ? list : `${path}.group`,
      message: 'The round has no contestants',
    })
  }
  return faults
}

function secrecyFaults({ secret, figures }: Loose<Round>, path: string): Fault[] {
  if (secret !== true || figures !== 'live') return []
  const message = 'A secret round has no live figures: they would tell each ballot as it comes in'
  return [{ path: `${path}.figures`, message }]
}

function tieFaults(tie: Loose<TieBreak>, path: string, known: Known, panels: readonly LoosePanel[]): Fault[] {
  if (!('panel' in tie) || tie.panel === undefined) return []
  if (isUnknown(tie.panel, known)) {
    return [{ path: `${path}.panel`, message: `${tie.panel} has no panel in this round` }]
  }
  if (tie.by !== 'criterion') return []

  const ballot = panels.find((panel) => panel?.electorate === tie.panel)?.ballot
  if (ballot?.kind !== 'score') {
    return ballot ? [{ path: `${path}.panel`, message: `${tie.panel} does not score by criteria` }] : []
  }
  if (!isUnknown(tie.criterion, idsOf(ballot.criteria))) return []
  return [{ path: `${path}.criterion`, message: `${tie.panel} has no criterion ${tie.criterion}` }]
}

import type { Panel, Round, SpeechPart, TieBreak } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault, pathTo } from '../faults.ts'
import { awardFaults } from './award-rules.ts'
import type { Surroundings } from './contest-rules.ts'
import { idsOf, isUnknown, repeated, unknownFaults, type Known } from './ids.ts'
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
    ...showMarksFaults(round, path, surroundings),
    ...repeated(electorates).map(({ id, index }) =>
      fault(`${path}.panels[${index}].electorate`, 'panel-repeated', { electorate: id }),
    ),
    ...panels.flatMap((panel, index) =>
      panel ? panelFaults(panel, `${path}.panels[${index}]`, size, round, surroundings) : [],
    ),
    ...(round.ties ?? []).flatMap((tie, index) =>
      tie ? tieFaults(tie, `${path}.ties[${index}]`, known, panels) : [],
    ),
    ...awardFaults(round, `${path}.awards`, surroundings.isFaulty),
    ...stepsFaults(round.adjust?.overtime?.steps ?? [], `${path}.adjust.overtime.steps`),
    ...(round.speech?.parts ?? []).flatMap((part, index) =>
      part ? warnFaults(part, `${path}.speech.parts[${index}].warn`) : [],
    ),
  ]
}

/** The last step that is reached counts, so steps come in order. */
const stepsFaults = (steps: readonly ({ over?: number | undefined } | undefined)[], path: string): Fault[] =>
  steps.flatMap((step, index) => {
    const before = steps[index - 1]?.over
    return step?.over === undefined || before === undefined || step.over > before
      ? []
      : [fault(`${path}[${index}].over`, 'steps-out-of-order')]
  })

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
    ...repeated(contestants).map(({ id, index }) => fault(pathTo(list, index), 'listed-twice', { id })),
    ...contestants.flatMap((id, index) =>
      unknownFaults(pathTo(list, index), 'unknown-contestant', id, known),
    ),
    ...unknownFaults(`${path}.group`, 'unknown-group', group, groups),
  ]
  if (group !== undefined && round.contestants !== undefined) {
    return [...faults, fault(list, 'group-and-contestants')]
  }
  if (sizeOfField(round, path, surroundings) === 0 && !isUnknown(group, groups)) {
    faults.push(fault(group === undefined ? list : `${path}.group`, 'round-without-contestants'))
  }
  return faults
}

function secrecyFaults({ secret, figures }: Loose<Round>, path: string): Fault[] {
  if (secret !== true || figures !== 'live') return []
  return [fault(`${path}.figures`, 'secret-live-figures')]
}

/** Marks are shown only where judges give them by name: one after another they would tell whose they are. */
function showMarksFaults(round: Loose<Round>, path: string, { judges }: Surroundings): Fault[] {
  const { showMarks, secret, panels } = round
  if (showMarks === undefined) return []
  const place = `${path}.showMarks`
  if (secret === true) return [fault(place, 'secret-shown-marks')]
  const scored = panels?.some(
    (panel) => panel?.ballot?.kind === 'score' && judges.has(panel.electorate ?? ''),
  )
  return scored === false ? [fault(place, 'shown-marks-without-judges')] : []
}

function tieFaults(tie: Loose<TieBreak>, path: string, known: Known, panels: readonly LoosePanel[]): Fault[] {
  // Before any rounding a band or a place is as rough as after it.
  const converted = tie.by === 'exact' && panels.find((panel) => panel?.convert)?.electorate
  if (converted) return [fault(path, 'exact-with-converted', { panel: converted })]
  if (!('panel' in tie) || tie.panel === undefined) return []
  if (isUnknown(tie.panel, known)) {
    return [fault(`${path}.panel`, 'tie-without-panel', { panel: tie.panel })]
  }
  if (tie.by !== 'criterion') return []

  const ballot = panels.find((panel) => panel?.electorate === tie.panel)?.ballot
  if (ballot?.kind !== 'score') {
    return ballot ? [fault(`${path}.panel`, 'panel-without-criteria', { panel: tie.panel })] : []
  }
  const { panel, criterion } = tie
  if (criterion === undefined || !isUnknown(criterion, idsOf(ballot.criteria))) return []
  return [fault(`${path}.criterion`, 'unknown-criterion', { panel, criterion })]
}

/** A warning comes while there is time left and after it has begun to run, and each once. */
function warnFaults({ seconds, warn = [] }: Loose<SpeechPart>, path: string): Fault[] {
  return warn.flatMap((left, index) => {
    if (left === undefined) return []
    const place = `${path}[${index}]`
    if (seconds !== undefined && left >= seconds) return [fault(place, 'warn-beyond-part', { seconds })]
    return warn.indexOf(left) < index ? [fault(place, 'warn-repeated', { seconds: left })] : []
  })
}

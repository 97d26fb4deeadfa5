import type { BallotRule, Contest, Panel, Round, TieBreak } from '#contract/contest.ts'
import {
  cells,
  figuresOf,
  type ContestForm,
  type FormElectorate,
  type FormPanel,
  type FormRound,
  type FormTie,
  groupsIn,
} from './contest-form.ts'
import { lines, namedNumber } from './lines.ts'
import { isOffered } from './ties.ts'

/** The document a form stands for. What is missing or wrong in it the server names, with its path. */
export function documentOf(form: ContestForm): Contest {
  const groups = groupsIn(form).map((name, index) => ({ id: `g${index + 1}`, name }))
  const groupId = (name: string | undefined) => groups.find((group) => group.name === name)?.id
  const electorateIds = idsOf(form.electorates)
  const organiser = form.organiser.trim()
  return {
    id: form.id.trim(),
    title: form.title.trim(),
    ...(organiser !== '' && { organiser }),
    // A document names Chinese or English; Chinese goes without saying.
    ...(form.language === 'en' && { language: form.language }),
    ...streamOf(form.stream),
    ...lookOf(form.look),
    electorates: form.electorates.map(({ name, role, open }, index) => ({
      id: electorateIds[index] ?? '',
      name: name.trim(),
      role,
      ...(open && { admission: 'open' as const }),
    })),
    ...(groups.length > 0 && { groups }),
    contestants: lines(form.contestants).map((line, index) => {
      const [name = '', unit = '', group] = cells(line)
      const id = groupId(group)
      return {
        id: `c${index + 1}`,
        name,
        ...(unit !== '' && { unit }),
        ...(id !== undefined && { group: id }),
      }
    }),
    rounds: form.rounds.map((round, index) => roundOf(round, index, electorateIds, groupId(round.group))),
  }
}

const streamOf = ({ kind, url }: ContestForm['stream']): Pick<Contest, 'stream'> =>
  kind === 'none' ? {} : { stream: { kind, url: url.trim() } }

function lookOf({ accent, logo }: ContestForm['look']): Pick<Contest, 'look'> {
  const look = {
    ...(accent.trim() !== '' && { accent: accent.trim() }),
    ...(logo.trim() !== '' && { logo: logo.trim() }),
  }
  return Object.keys(look).length === 0 ? {} : { look }
}

/** `judge`, `judge-2`, `voter` …: short ids that still say something in a roster. */
function idsOf(electorates: FormElectorate[]): string[] {
  const counts = { judge: 0, voter: 0 }
  return electorates.map(({ role }) => {
    counts[role] += 1
    return counts[role] === 1 ? role : `${role}-${counts[role]}`
  })
}

function roundOf(round: FormRound, index: number, electorates: string[], group: string | undefined): Round {
  const { title, secret, revisable, minutes, panels, cut } = round
  const figures = figuresOf(round)
  const ties = round.ties.filter((tie) => isOffered(round, tie)).map((tie) => tieOf(tie, electorates))
  return {
    id: `r${index + 1}`,
    title: title.trim(),
    ...(group !== undefined && { group }),
    panels: panels.flatMap((panel, place) => (panel.votes ? [panelOf(panel, electorates[place] ?? '')] : [])),
    ...(secret && { secret: true }),
    ...(!revisable && { revisable: false }),
    ...(figures !== 'published' && { figures }),
    ...(minutes !== undefined && { seconds: Math.round(minutes * 60) }),
    ...(ties.length > 0 && { ties }),
    ...(cut.top !== undefined && { cut: { top: cut.top, ties: cut.ties } }),
  }
}

function tieOf({ by, panel: place, criterion }: FormTie, electorates: string[]): TieBreak {
  const panel = electorates[place] ?? ''
  if (by === 'exact' || by === 'order') return { by }
  return by === 'criterion' ? { by, panel, criterion: criterionId(criterion) } : { by, panel }
}

const panelOf = (panel: FormPanel, electorate: string): Panel => ({
  electorate,
  ...(panel.weight !== undefined && panel.weight !== 100 && { weight: panel.weight }),
  ballot: ballotOf(panel),
  ...(panel.quorum.trim() !== '' && { quorum: { atLeast: panel.quorum.trim() } }),
})

const criterionId = (index: number): string => `k${index + 1}`

function ballotOf({ kind, most, lines: list, drop }: FormPanel): BallotRule {
  switch (kind) {
    case 'choose':
      return { kind, max: most ?? 1 }
    case 'score':
      return {
        kind,
        criteria: lines(list).map((line, index) => {
          const { name, value } = namedNumber(line)
          return { id: criterionId(index), name, max: value ?? 0 }
        }),
        ...(drop && { drop: { high: 1, low: 1 } }),
      }
    case 'grade':
      return {
        kind,
        grades: lines(list).map((line, index) => {
          const { name, value } = namedNumber(line)
          return { id: `v${index + 1}`, name, value }
        }),
      }
    case 'rank':
      return { kind, points: (list.match(/\d+(\.\d+)?/g) ?? []).map(Number) }
    default:
      return kind satisfies never
  }
}

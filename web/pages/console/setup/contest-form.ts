import type { BallotRule, Contest, Panel, Round } from '#contract/contest.ts'

/** A contest as people fill it in; lists are text, one entry a line, as it is pasted from a spreadsheet. */
export type ContestForm = {
  id: string
  title: string
  organiser: string
  electorates: FormElectorate[]
  /** A line is a name, and after commas or tabs its unit and its group. */
  contestants: string
  rounds: FormRound[]
}
export type FormElectorate = { name: string; role: 'judge' | 'voter'; open: boolean }
export type FormRound = {
  title: string
  /** The name of a group, or nothing for all contestants. */
  group: string
  secret: boolean
  minutes: number | undefined
  /** One for each electorate, in the same order. */
  panels: FormPanel[]
}
export type FormPanel = {
  votes: boolean
  weight: number | undefined
  kind: BallotRule['kind']
  most: number | undefined
  /** Criteria or grades: a line is a name and its most points or its value. Points of a ranking: numbers, best place first. */
  lines: string
  /** Leave out the highest and the lowest total. */
  drop: boolean
}

/** What a list looks like when a kind of ballot is chosen. */
export const usualLines: Record<BallotRule['kind'], string> = {
  choose: '',
  score: '基层党建 40\n产业发展 30\n为民服务 30',
  grade: '优秀 100\n良好 80\n一般 60\n较差 0\n不了解',
  rank: '5 3 1',
}

export const emptyPanel = (role: FormElectorate['role']): FormPanel => ({
  votes: true,
  weight: 100,
  kind: role === 'judge' ? 'score' : 'choose',
  most: 3,
  lines: role === 'judge' ? usualLines.score : '',
  drop: role === 'judge',
})

export const emptyRound = (electorates: FormElectorate[]): FormRound => ({
  title: '',
  group: '',
  secret: false,
  minutes: 5,
  panels: electorates.map(({ role }) => emptyPanel(role)),
})

export const emptyForm = (id: string, names: { judges: string; voters: string }): ContestForm => {
  const electorates: FormElectorate[] = [
    { name: names.judges, role: 'judge', open: false },
    { name: names.voters, role: 'voter', open: false },
  ]
  const round = emptyRound(electorates)
  const panels = round.panels.map((panel, index) => ({ ...panel, weight: index === 0 ? 70 : 30 }))
  return { id, title: '', organiser: '', electorates, contestants: '', rounds: [{ ...round, panels }] }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const cellsOf = (line: string): string[] => line.split(/[,，\t]/).map((cell) => cell.trim())

/** The groups that contestants name, in the order in which they first appear. */
export const groupsIn = ({ contestants }: Pick<ContestForm, 'contestants'>): string[] => [
  ...new Set(linesOf(contestants).flatMap((line) => cellsOf(line)[2] || [])),
]

/** The document a form stands for. What is missing or wrong in it the server names, with its path. */
export const documentOf = (form: ContestForm): Contest => {
  const groups = groupsIn(form).map((name, index) => ({ id: `g${index + 1}`, name }))
  const groupId = (name: string | undefined) => groups.find((group) => group.name === name)?.id
  const electorateIds = idsOf(form.electorates)
  return {
    id: form.id.trim(),
    title: form.title.trim(),
    ...(form.organiser.trim() !== '' && { organiser: form.organiser.trim() }),
    electorates: form.electorates.map(({ name, role, open }, index) => ({
      id: electorateIds[index] ?? '',
      name: name.trim(),
      role,
      ...(open && { admission: 'open' as const }),
    })),
    ...(groups.length > 0 && { groups }),
    contestants: linesOf(form.contestants).map((line, index) => {
      const [name = '', unit = '', group] = cellsOf(line)
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

/** `judge`, `judge-2`, `voter` …: short ids that still say something in a roster. */
const idsOf = (electorates: FormElectorate[]): string[] => {
  const counts = { judge: 0, voter: 0 }
  return electorates.map(({ role }) => {
    counts[role] += 1
    return counts[role] === 1 ? role : `${role}-${counts[role]}`
  })
}

const roundOf = (
  { title, secret, minutes, panels }: FormRound,
  index: number,
  electorates: string[],
  group: string | undefined,
): Round => ({
  id: `r${index + 1}`,
  title: title.trim(),
  ...(group !== undefined && { group }),
  panels: panels.flatMap((panel, place) => (panel.votes ? [panelOf(panel, electorates[place] ?? '')] : [])),
  ...(secret && { secret: true }),
  ...(minutes !== undefined && { seconds: Math.round(minutes * 60) }),
})

const panelOf = (panel: FormPanel, electorate: string): Panel => ({
  electorate,
  ...(panel.weight !== undefined && panel.weight !== 100 && { weight: panel.weight }),
  ballot: ballotOf(panel),
})

const ballotOf = ({ kind, most, lines, drop }: FormPanel): BallotRule => {
  switch (kind) {
    case 'choose':
      return { kind, max: most ?? 1 }
    case 'score':
      return {
        kind,
        criteria: linesOf(lines).map((line, index) => {
          const { name, value } = namedNumber(line)
          return { id: `k${index + 1}`, name, max: value ?? 0 }
        }),
        ...(drop && { drop: { high: 1, low: 1 } }),
      }
    case 'grade':
      return {
        kind,
        grades: linesOf(lines).map((line, index) => {
          const { name, value } = namedNumber(line)
          return { id: `v${index + 1}`, name, value }
        }),
      }
    case 'rank':
      return { kind, points: (lines.match(/\d+(\.\d+)?/g) ?? []).map(Number) }
    default:
      return kind satisfies never
  }
}

/** `产业发展 30` is a name and a number; the number may be missing. */
const namedNumber = (line: string): { name: string; value: number | null } => {
  const [, name = line, value] = /^(.*?)[\s,，:：]+(\d+(?:\.\d+)?)\s*分?$/.exec(line) ?? []
  return { name: name.trim(), value: value === undefined ? null : Number(value) }
}

import type { BallotRule, Round, TieBreak } from '#contract/contest.ts'
import { type Language, language } from '../../../../i18n/language.svelte.ts'
import { lines } from './lines.ts'
import { form as t } from './words.ts'

/** A contest as people fill it in; lists are text, one entry a line, as it is pasted from a spreadsheet. */
export type ContestForm = {
  id: string
  /** In which the pages of the contest begin. */
  language: Language
  title: string
  organiser: string
  electorates: FormElectorate[]
  /** A line is a name, and after commas or tabs its unit and its group. */
  contestants: string
  rounds: FormRound[]
  stream: { kind: 'hls' | 'iframe' | 'none'; url: string }
  look: { accent: string; logo: string }
}
export type FormElectorate = { name: string; role: 'judge' | 'voter'; open: boolean }
export type FormRound = {
  title: string
  /** The name of a group, or nothing for all contestants. */
  group: string
  secret: boolean
  revisable: boolean
  figures: NonNullable<Round['figures']>
  minutes: number | undefined
  /** One for each electorate, in the same order. */
  panels: FormPanel[]
  ties: FormTie[]
  cut: { top: number | undefined; ties: 'all' | 'decide' }
}
export type FormPanel = {
  votes: boolean
  weight: number | undefined
  /** A share such as `1/2` or `80%`, or nothing. */
  quorum: string
  kind: BallotRule['kind']
  most: number | undefined
  /** Criteria or grades: a line is a name and its most points or its value. Points of a ranking: numbers, best place first. */
  lines: string
  /** Leave out the highest and the lowest total. */
  drop: boolean
}

type PanelTie = Extract<TieBreak, { panel: string }>['by']
/** A tie-break; panels and criteria by their place in the form, from 0. */
export type FormTie = { by: PanelTie | 'exact' | 'order'; panel: number; criterion: number }

/** What a list looks like when a kind of ballot is chosen. */
export const usualLines = (kind: BallotRule['kind']): string =>
  ({ choose: '', score: t.usualCriteria, grade: t.usualGrades, rank: '5 3 1' })[kind]

const emptyPanel = (role: FormElectorate['role']): FormPanel => ({
  votes: true,
  weight: 100,
  quorum: '',
  kind: role === 'judge' ? 'score' : 'choose',
  most: 3,
  lines: usualLines(role === 'judge' ? 'score' : 'choose'),
  drop: role === 'judge',
})

export const emptyRound = (electorates: FormElectorate[]): FormRound => ({
  title: '',
  group: '',
  secret: false,
  revisable: true,
  figures: 'published',
  minutes: 5,
  panels: electorates.map(({ role }) => emptyPanel(role)),
  ties: [],
  cut: { top: undefined, ties: 'all' },
})

export function emptyForm(id: string): ContestForm {
  const electorates: FormElectorate[] = [
    { name: t.judges, role: 'judge', open: false },
    { name: t.voters, role: 'voter', open: false },
  ]
  const round = emptyRound(electorates)
  const panels = round.panels.map((panel, index) => ({ ...panel, weight: index === 0 ? 70 : 30 }))
  return {
    id,
    language: language.current,
    title: '',
    organiser: '',
    electorates,
    contestants: '',
    rounds: [{ ...round, panels }],
    stream: { kind: 'none', url: '' },
    look: { accent: '', logo: '' },
  }
}

/** Adds an electorate to the form; it takes part in no round until somebody says so. */
export function addElectorate(form: ContestForm): void {
  form.electorates.push({ name: '', role: 'voter', open: false })
  for (const round of form.rounds) round.panels.push({ ...emptyPanel('voter'), votes: false })
}

/** Takes an electorate out of the form, and the tie-breaks that look at its panel. */
export function removeElectorate(form: ContestForm, index: number): void {
  form.electorates.splice(index, 1)
  for (const round of form.rounds) {
    round.panels.splice(index, 1)
    round.ties = round.ties
      .filter((tie) => !looksAtPanel(tie) || tie.panel !== index)
      .map((tie) => (tie.panel > index ? { ...tie, panel: tie.panel - 1 } : tie))
  }
}

/** When figures become public: a secret round has no live ones, whatever was chosen before it became secret. */
export const figuresOf = ({
  secret,
  figures,
}: Pick<FormRound, 'secret' | 'figures'>): FormRound['figures'] =>
  secret && figures === 'live' ? 'published' : figures

export const looksAtPanel = ({ by }: FormTie): boolean => by !== 'exact' && by !== 'order'

/** The groups that contestants name, in the order in which they first appear. */
export const groupsIn = ({ contestants }: Pick<ContestForm, 'contestants'>): string[] => [
  ...new Set(lines(contestants).flatMap((line) => cells(line)[2] || [])),
]

/** The cells of a pasted row: what commas or tabs part. */
export const cells = (line: string): string[] => line.split(/[,，\t]/).map((cell) => cell.trim())

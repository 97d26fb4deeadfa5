import type {
  BallotRule,
  BallotRuleOf,
  Contest,
  Contestant,
  Electorate,
  Panel,
  Round,
  TieBreak,
} from '#contract/contest.ts'
import { copyOf, type FormConversion, noConversion } from './conversion.ts'
import { type Language, language } from '../../../../i18n/language.svelte.ts'
import { copyOfLimits, type FormLimits, noLimits } from './limits.ts'
import { readContestants, type Role } from './reading/contestants.ts'
import { readEntries } from './reading/entries.ts'
import { form as t } from './words.ts'

/**
 * A contest as people fill it in. Numbers are the text that was typed, read where they are needed. `kept` is what of a document the form does
 * not show: it goes back into the document as it was.
 */
export type ContestForm = {
  id: string
  /** In which the pages of the contest begin. */
  language: Language
  title: string
  organiser: string
  electorates: FormElectorate[]
  contestants: ContestantList
  rounds: FormRound[]
  stream: { kind: 'hls' | 'iframe' | 'none'; url: string; kept: Partial<NonNullable<Contest['stream']>> }
  look: { accent: string; logo: string }
  kept: Partial<Contest>
  /** Contestants and groups of the document that the form was made of: who stays keeps the id. */
  origin: { contestants: Contestant[]; groups: NonNullable<Contest['groups']> }
}
/** Rows as they are pasted, and what somebody has said that their columns are. */
export type ContestantList = { text: string; columns: Role[] | null }
/** `id` is empty until there is a document. */
export type FormElectorate = {
  id: string
  name: string
  role: 'judge' | 'voter'
  open: boolean
  kept: Partial<Electorate>
}
export type FormRound = {
  id: string
  title: string
  /** `all` contestants, `each` group in a round of its own, those that the document `listed`, or `group/` and its name. */
  who: string
  /** Undecided until somebody has chosen. */
  secret: boolean | undefined
  revisable: boolean
  figures: NonNullable<Round['figures']>
  time: string
  /** How long each may speak; of a speech in several parts the form says what the document says. */
  speech: string
  /** From how many judges’ marks on the marks of a contestant may be shown; nothing where they are not. */
  marks: string
  /** One for each electorate, in the same order. */
  panels: FormPanel[]
  ties: FormTie[]
  cut: { top: string; ties: 'all' | 'decide'; name: string }
  awards: FormAward[]
  kept: Partial<Round>
}
export type FormPanel = {
  votes: boolean
  /** Its place among the panels of the document, or null for one that is new. */
  place: number | null
  /** Whether its points enter the total; those of a panel that does not are shown beside it. */
  counts: boolean
  weight: string
  /** A share such as `1/2`, `80%` or `超过 1/2`, or nothing. */
  quorum: string
  /** Of those who are present, and not of the roster. */
  quorumOfPresent: boolean
  kind: BallotRule['kind']
  most: string
  least: string
  /** Criteria, grades, or the points of places, first place first (which have no names). */
  entries: FormEntry[]
  /** Grades: the points are the share of those that are `counted`, and not a mean. */
  share: boolean
  /** How many of the highest and of the lowest totals are left out; `kept` as the document says. */
  drop: '0' | '1' | '2' | 'kept'
  /** What makes a voter recused; `on` without any of them leaves it to the roster. */
  recuse: { on: boolean; match: NonNullable<Panel['recuse']>['match'] }
  limits: FormLimits
  convert: FormConversion
  kept: { panel: Partial<Panel>; ballot: BallotRule | null }
}
export type FormEntry = {
  id: string
  name: string
  value: string
  counted: boolean
  kept: Partial<BallotRuleOf<'score'>['criteria'][number]>
}

/** `most`: a number of contestants, or a share of all who are ranked. */
export type FormAward = { id: string; name: string; from: string; most: string; ties: 'none' | 'all' }

type PanelTie = Extract<TieBreak, { panel: string }>['by']
/** A tie-break; panels by their place in the form, from 0, criteria by their id. */
export type FormTie = { by: PanelTie | 'exact' | 'order'; panel: number; criterion: string }

/** The next id of a list: `k4` after `k3`, whatever has been taken out of it. */
export function nextId(prefix: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  let n = taken.length + 1
  while (ids.has(`${prefix}${n}`)) n += 1
  return `${prefix}${n}`
}

const prefixes = { choose: '', score: 'k', grade: 'v', rank: 'p' }

/** Rows for what was read, which keep the ids of rows that had the same names. */
export function entriesOf(
  kind: BallotRule['kind'],
  read: readonly { name: string; value: string }[],
  before: readonly FormEntry[] = [],
): FormEntry[] {
  const entries: FormEntry[] = []
  for (const { name, value } of read) {
    const same = before.find(
      (one) => name !== '' && one.name === name && !entries.some(({ id }) => id === one.id),
    )
    const id = same?.id ?? nextId(prefixes[kind], [...before, ...entries])
    entries.push({ id, name, value, counted: same?.counted ?? false, kept: same?.kept ?? {} })
  }
  return entries
}

/** What a list looks like when a kind of ballot is chosen. */
export function usualEntries(kind: BallotRule['kind']): FormEntry[] {
  if (kind === 'rank')
    return entriesOf(
      kind,
      ['5', '3', '1'].map((value) => ({ name: '', value })),
    )
  const text = { choose: '', score: t.usualCriteria, grade: t.usualGrades }[kind]
  return entriesOf(kind, readEntries(text).entries)
}

export function emptyPanel(role: FormElectorate['role'], over: Partial<FormPanel> = {}): FormPanel {
  const kind = role === 'judge' ? 'score' : 'choose'
  return {
    votes: true,
    place: null,
    counts: true,
    weight: '',
    quorum: '',
    quorumOfPresent: false,
    kind,
    most: '3',
    least: '',
    entries: usualEntries(over.kind ?? kind),
    share: false,
    drop: role === 'judge' ? '1' : '0',
    recuse: { on: false, match: [] },
    limits: noLimits(),
    convert: noConversion(),
    kept: { panel: {}, ballot: null },
    ...over,
  }
}

/** A panel turns to another kind of ballot: what another one left in the list would mean nothing here. */
export function turnTo(panel: FormPanel, kind: BallotRule['kind']): void {
  panel.kind = kind
  panel.entries = usualEntries(kind)
  panel.drop = kind === 'score' ? '1' : '0'
  panel.share = false
  panel.limits = noLimits()
  panel.convert = noConversion()
  panel.kept = { panel: panel.kept.panel, ballot: null }
}

/** A further round is judged as the one before it. */
export function emptyRound(electorates: FormElectorate[], before?: FormRound): FormRound {
  const panels = before
    ? before.panels.map((panel) => ({
        ...panel,
        place: null,
        entries: panel.entries.map((entry) => ({ ...entry })),
        recuse: { on: panel.recuse.on, match: [...panel.recuse.match] },
        limits: copyOfLimits(panel.limits),
        convert: copyOf(panel.convert),
      }))
    : electorates.map(({ role }) => emptyPanel(role))
  return {
    id: '',
    title: '',
    who: 'all',
    secret: before?.secret,
    revisable: before?.revisable ?? true,
    figures: before?.figures ?? 'published',
    time: before?.time ?? '5',
    speech: before?.speech ?? '',
    marks: before?.marks ?? '',
    panels,
    ties: before?.ties.map((tie) => ({ ...tie })) ?? [],
    cut: { top: '', ties: 'all', name: '' },
    awards: before?.awards.map((award) => ({ ...award })) ?? [],
    kept: {},
  }
}

export const electorateNamed = (
  name: string,
  role: FormElectorate['role'],
  open = false,
): FormElectorate => ({
  id: '',
  name,
  role,
  open,
  kept: {},
})

export function emptyForm(id: string): ContestForm {
  const electorates = [electorateNamed(t.judges, 'judge'), electorateNamed(t.voters, 'voter')]
  const round = emptyRound(electorates)
  return {
    id,
    language: language.current,
    title: '',
    organiser: '',
    electorates,
    contestants: { text: '', columns: null },
    rounds: [
      { ...round, panels: round.panels.map((panel, at) => ({ ...panel, weight: at === 0 ? '70' : '30' })) },
    ],
    stream: { kind: 'none', url: '', kept: {} },
    look: { accent: '', logo: '' },
    kept: {},
    origin: { contestants: [], groups: [] },
  }
}

/** Adds an electorate to the form; it takes part in no round until somebody says so. */
export function addElectorate(form: ContestForm): void {
  form.electorates.push(electorateNamed('', 'voter'))
  for (const round of form.rounds) round.panels.push(emptyPanel('voter', { votes: false }))
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

/** Whether judges give scores in a round: theirs are the marks that can be shown. */
export const isScored = ({ panels }: Pick<FormRound, 'panels'>, electorates: FormElectorate[]): boolean =>
  panels.some(({ votes, kind }, index) => votes && kind === 'score' && electorates[index]?.role === 'judge')

/** From how many judges on marks are shown: not in a secret round, nor where no judge gives any, whatever was typed before. */
export const marksIn = (round: FormRound, electorates: FormElectorate[]): string =>
  !round.secret && isScored(round, electorates) ? round.marks.trim() : ''

export const looksAtPanel = ({ by }: FormTie): boolean => by !== 'exact' && by !== 'order'

/** The groups that contestants name, in the order in which they first appear. */
export const groupsIn = ({ contestants: { text, columns } }: Pick<ContestForm, 'contestants'>): string[] => [
  ...new Set(readContestants(text, columns).contestants.flatMap(({ group }) => group ?? [])),
]

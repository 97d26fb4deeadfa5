import type {
  BallotRule,
  BallotRuleOf,
  Contest,
  Electorate,
  Panel,
  Round,
  TieBreak,
} from '#contract/contest.ts'
import {
  type ContestForm,
  emptyPanel,
  type FormAward,
  type FormElectorate,
  type FormEntry,
  type FormPanel,
  type FormRound,
  type FormTie,
} from './contest-form.ts'
import { conversionOf } from './conversion.ts'
import { limitsOf } from './limits.ts'
import { writeDuration } from './reading/number.ts'
import { writeRows } from './reading/rows.ts'
import { without } from './without.ts'
import { form as t } from './words.ts'

/** The form that stands for a document: `documentOf` makes of it the same document again. */
export function formOf(contest: Contest): ContestForm {
  const { id, title, organiser = '', language, stream, look = {}, groups = [], contestants } = contest
  const kept = without(
    contest,
    'id',
    'title',
    'organiser',
    'language',
    'stream',
    'look',
    'electorates',
    'groups',
    'contestants',
    'rounds',
  )
  return {
    id,
    language: language ?? 'zh-CN',
    title,
    organiser,
    electorates: contest.electorates.map(electorateOf),
    contestants: { text: textOf(contest), columns: null },
    rounds: contest.rounds.map((round) => roundOf(round, contest)),
    stream: {
      kind: stream?.kind ?? 'none',
      url: stream?.url ?? '',
      kept: stream?.kind === 'none' ? stream : stream ? without(stream, 'kind', 'url') : {},
    },
    look: { accent: look.accent ?? '', logo: look.logo ?? '' },
    kept: {
      ...kept,
      ...(language === 'zh-CN' && { language }),
      ...(contest.look && { look: {} }),
      ...(contest.groups?.length === 0 && { groups: [] }),
    },
    origin: { contestants, groups },
  }
}

const electorateOf = (electorate: Electorate): FormElectorate => ({
  id: electorate.id,
  name: electorate.name,
  role: electorate.role,
  open: electorate.admission === 'open',
  kept: {
    ...without(electorate, 'id', 'name', 'role', 'admission'),
    ...(electorate.admission === 'code' && { admission: 'code' }),
  },
})

/** Contestants as a spreadsheet would copy them: the columns that are used, with their heads. */
function textOf({ contestants, groups = [] }: Contest): string {
  const columns = [
    { head: t.columnName, cell: ({ name }: Contest['contestants'][number]) => name },
    { head: t.columnUnit, cell: ({ unit = '' }: Contest['contestants'][number]) => unit },
    { head: t.columnPresenter, cell: ({ presenter = '' }: Contest['contestants'][number]) => presenter },
    {
      head: t.columnGroup,
      cell: ({ group }: Contest['contestants'][number]) => groups.find(({ id }) => id === group)?.name ?? '',
    },
  ].filter(({ cell }) => contestants.some((contestant) => cell(contestant) !== ''))
  return writeRows([
    columns.map(({ head }) => head),
    ...contestants.map((contestant) => columns.map(({ cell }) => cell(contestant))),
  ])
}

function roundOf(round: Round, { electorates, groups = [] }: Contest): FormRound {
  const {
    id,
    title,
    group,
    contestants,
    secret = false,
    revisable = true,
    figures = 'published',
    seconds,
    cut,
    speech,
    showMarks,
  } = round
  const [part, ...others] = speech?.parts ?? []
  const name = groups.find((one) => one.id === group)?.name
  return {
    id,
    title,
    who: name !== undefined ? `group/${name}` : contestants ? 'listed' : 'all',
    secret,
    revisable,
    figures,
    time: seconds === undefined ? '' : writeDuration(seconds),
    speech: part === undefined || others.length > 0 ? '' : writeDuration(part.seconds),
    marks: showMarks === undefined ? '' : String(showMarks.atLeast),
    panels: electorates.map((electorate) => panelOf(round.panels, electorate)),
    ties: (round.ties ?? []).map((tie) => tieOf(tie, electorates)),
    awards: (round.awards ?? []).map(awardOf),
    cut: { top: cut === undefined ? '' : String(cut.top), ties: cut?.ties ?? 'all', name: cut?.name ?? '' },
    kept: {
      ...without(
        round,
        'id',
        'title',
        'group',
        'panels',
        'secret',
        'revisable',
        'figures',
        'seconds',
        'ties',
        'cut',
        'showMarks',
        'awards',
      ),
      ...(round.secret === false && { secret: false }),
      ...(round.revisable === true && { revisable: true }),
      ...(round.figures === 'published' && { figures: 'published' as const }),
      ...(round.ties?.length === 0 && { ties: [] }),
      ...(round.awards?.length === 0 && { awards: [] }),
    },
  }
}

const awardOf = ({
  id,
  name,
  from,
  most,
  ties = 'none',
}: NonNullable<Round['awards']>[number]): FormAward => ({
  id,
  name,
  from: from === undefined ? '' : String(from),
  most: most === undefined ? '' : String(most),
  ties,
})

function tieOf(tie: TieBreak, electorates: Electorate[]): FormTie {
  if (!('panel' in tie)) return { by: tie.by, panel: 0, criterion: '' }
  const panel = electorates.findIndex(({ id }) => id === tie.panel)
  return { by: tie.by, panel, criterion: tie.by === 'criterion' ? tie.criterion : '' }
}

function panelOf(panels: Panel[], electorate: Electorate): FormPanel {
  const place = panels.findIndex((panel) => panel.electorate === electorate.id)
  const panel = panels[place]
  if (panel === undefined) return emptyPanel(electorate.role, { votes: false })
  const { ballot, weight = 100, quorum } = panel
  return emptyPanel(electorate.role, {
    place,
    counts: weight !== 0,
    weight: weight === 0 ? '' : String(weight),
    quorum: writeQuorum(quorum),
    quorumOfPresent: quorum?.of === 'present',
    kind: ballot.kind,
    ...ofBallot(ballot),
    recuse: { on: panel.recuse !== undefined, match: panel.recuse?.match ?? [] },
    limits: limitsOf(ballot),
    convert: conversionOf(panel.convert),
    kept: {
      panel: {
        ...without(panel, 'electorate', 'weight', 'ballot', 'quorum', 'recuse', 'convert'),
        ...(quorum && (isTwofold(quorum) || quorum.of === 'eligible') && { quorum }),
        ...(panel.weight === 100 && { weight: 100 }),
      },
      ballot,
    },
  })
}

type Quorum = NonNullable<Panel['quorum']>

/** A share to be reached and another to be exceeded have no place in one field. */
const isTwofold = ({ atLeast, over }: Quorum): boolean => atLeast !== undefined && over !== undefined

function writeQuorum(quorum: Panel['quorum']): string {
  if (quorum === undefined || isTwofold(quorum)) return ''
  return quorum.over === undefined ? (quorum.atLeast ?? '') : t.quorumOver(quorum.over)
}

type OfBallot = Partial<Pick<FormPanel, 'most' | 'least' | 'entries' | 'share' | 'drop'>>

function ofBallot(ballot: BallotRule): OfBallot {
  switch (ballot.kind) {
    case 'choose':
      return {
        most: String(ballot.max),
        least: ballot.min === undefined ? '' : String(ballot.min),
        drop: '0',
      }
    case 'score':
      return {
        entries: ballot.criteria.map((criterion) => ({
          ...entry(criterion.id, criterion.name, criterion.max),
          kept: without(criterion, 'id', 'name', 'max'),
        })),
        drop: dropOf(ballot),
      }
    case 'grade': {
      const share = typeof ballot.measure === 'object' ? ballot.measure.share : null
      return {
        entries: ballot.grades.map(({ id, name, value }) => ({
          ...entry(id, name, value),
          counted: share?.includes(id) ?? false,
        })),
        share: share !== null,
        drop: '0',
      }
    }
    case 'rank':
      return { entries: ballot.points.map((value, index) => entry(`p${index + 1}`, '', value)), drop: '0' }
    default:
      return ballot satisfies never
  }
}

const entry = (id: string, name: string, value: number | null): FormEntry => ({
  id,
  name,
  value: value === null ? '' : String(value),
  counted: false,
  kept: {},
})

function dropOf({ drop }: BallotRuleOf<'score'>): FormPanel['drop'] {
  if (drop === undefined) return '0'
  const { high, low } = drop
  const isPlain = high === low && Object.keys(drop).length === 2
  return isPlain && high === 1 ? '1' : isPlain && high === 2 ? '2' : 'kept'
}

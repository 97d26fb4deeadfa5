import type {
  BallotRule,
  BallotRuleOf,
  Contest,
  Contestant,
  Panel,
  Round,
  TieBreak,
} from '#contract/contest.ts'
import {
  type ContestForm,
  figuresOf,
  type FormAward,
  type FormElectorate,
  type FormPanel,
  type FormRound,
  type FormTie,
  groupsIn,
  marksIn,
  nextId,
} from './contest-form.ts'
import { convertOf } from './conversion.ts'
import { gradeLimitsOf, totalLimitsOf } from './limits.ts'
import { numberIn, readDuration, readQuorum, readShare } from './reading/number.ts'
import { readContestants } from './reading/contestants.ts'
import { withIds } from './same-contestants.ts'
import { isOffered } from './ties.ts'
import { form as t } from './words.ts'

type Groups = NonNullable<Contest['groups']>

/** The document a form stands for. What is missing or wrong in it the server names, with its path. */
export function documentOf(form: ContestForm): Contest {
  const groups = groupsOf(form)
  const groupId = (name: string | undefined) => groups?.find((group) => group.name === name)?.id
  const electorates = idsOf(form.electorates)
  const organiser = form.organiser.trim()
  return {
    ...form.kept,
    id: form.id.trim(),
    title: form.title.trim(),
    ...(organiser !== '' && { organiser }),
    // A document names Chinese or English; Chinese goes without saying.
    ...(form.language === 'en' && { language: form.language }),
    ...streamOf(form.stream),
    ...lookOf(form),
    electorates: form.electorates.map(({ name, role, open, kept }, index) => ({
      ...kept,
      id: electorates[index] ?? '',
      name: name.trim(),
      role,
      ...(open && { admission: 'open' as const }),
    })),
    ...(groups && { groups }),
    contestants: contestantsOf(form, groupId),
    rounds: roundsOf(form, electorates, groupId),
  }
}

/** Groups that contestants name, each by the id that it had; groups of the document that nobody named before either stay too. */
function groupsOf(form: ContestForm): Groups | undefined {
  const { groups: known, contestants } = form.origin
  const names = groupsIn(form)
  const wasUnused = (id: string) => !contestants.some(({ group }) => group === id)
  const groups: Groups = known.filter(({ id, name }) => names.includes(name) || wasUnused(id))
  for (const name of names)
    if (!groups.some((group) => group.name === name))
      groups.push({ id: nextId('g', [...known, ...groups]), name })
  return groups.length > 0 ? groups : form.kept.groups
}

function contestantsOf(form: ContestForm, groupId: (name?: string) => string | undefined): Contestant[] {
  const { contestants } = readContestants(form.contestants.text, form.contestants.columns)
  return withIds(contestants, form.origin.contestants).map(({ id, kept, read }) => {
    const { group: name, ...said } = read
    const group = groupId(name)
    return { ...kept, ...said, id, ...(group !== undefined && { group }) }
  })
}

function streamOf({ kind, url, kept }: ContestForm['stream']): Pick<Contest, 'stream'> {
  if (kind !== 'none') return { stream: { ...kept, kind, url: url.trim() } }
  // What was said of a stream that is none stays; what belonged to one does not.
  return kept.kind === 'none' ? { stream: { ...kept, kind } } : {}
}

function lookOf({ look: { accent, logo }, kept }: ContestForm): Pick<Contest, 'look'> {
  const look = {
    ...(accent.trim() !== '' && { accent: accent.trim() }),
    ...(logo.trim() !== '' && { logo: logo.trim() }),
  }
  return Object.keys(look).length > 0 || kept.look ? { look } : {}
}

/** `judge`, `judge-2`, `voter` …: short ids that still say something in a roster. Who has one keeps it. */
function idsOf(electorates: FormElectorate[]): string[] {
  const taken = new Set(electorates.map(({ id }) => id))
  return electorates.map(({ id, role }) => {
    if (id !== '') return id
    let own: string = role
    for (let n = 2; taken.has(own); n++) own = `${role}-${n}`
    taken.add(own)
    return own
  })
}

function roundsOf(
  form: ContestForm,
  electorates: string[],
  groupId: (name: string) => string | undefined,
): Round[] {
  const rounds: Round[] = []
  const taken = [...form.rounds]
  for (const round of form.rounds.flatMap((one) => expanded(one, groupsIn(form)))) {
    const id = round.id === '' ? nextId('r', [...taken.filter((one) => one.id !== ''), ...rounds]) : round.id
    rounds.push(roundOf({ ...round, id, marks: marksIn(round, form.electorates) }, electorates, groupId))
  }
  return rounds
}

/** A round for each group is as many rounds; the names of the groups stand before its own. */
export function expanded(round: FormRound, groups: string[]): FormRound[] {
  if (round.who !== 'each' || groups.length === 0) return [round]
  return groups.map((group, index) => ({
    ...round,
    id: index === 0 ? round.id : '',
    title: [group, round.title.trim()].filter(Boolean).join(' '),
    who: `group/${group}`,
  }))
}

function roundOf(
  round: FormRound,
  electorates: string[],
  groupId: (name: string) => string | undefined,
): Round {
  const { id, title, secret, revisable, time, panels, cut, who, kept } = round
  const figures = figuresOf(round)
  const ties = round.ties.filter((tie) => isOffered(round, tie)).map((tie) => tieOf(tie, electorates))
  const group = who.startsWith('group/') ? groupId(who.slice('group/'.length)) : undefined
  const { contestants, speech: _, ...rest } = kept
  const seconds = readDuration(time)
  const top = numberIn(cut.top)
  const atLeast = numberIn(round.marks)
  const name = cut.name.trim()
  return {
    ...rest,
    ...(who === 'listed' && contestants && { contestants }),
    id,
    title: title.trim(),
    ...(group !== undefined && { group }),
    panels: panels
      .map((panel, place) => ({ panel, electorate: electorates[place] ?? '' }))
      .filter(({ panel }) => panel.votes)
      .sort((one, other) => (one.panel.place ?? panels.length) - (other.panel.place ?? panels.length))
      .map(({ panel, electorate }) => panelOf(panel, electorate)),
    ...(secret && { secret: true }),
    ...(!revisable && { revisable: false }),
    ...(figures !== 'published' && { figures }),
    ...(seconds.kind === 'number' && { seconds: seconds.value }),
    ...speechOf(round),
    ...(atLeast !== null && { showMarks: { atLeast } }),
    ...(ties.length > 0 && { ties }),
    ...(round.awards.length > 0 && { awards: round.awards.map(awardOf) }),
    ...(top !== null && { cut: { top, ties: cut.ties, ...(name !== '' && { name }) } }),
  }
}

type Award = NonNullable<Round['awards']>[number]

function awardOf({ id, name, from, most, ties }: FormAward): Award {
  const least = numberIn(from)
  return {
    id,
    name: name.trim(),
    ...(least !== null && { from: least }),
    ...(most.trim() !== '' && { most: readLimit(most) ?? most.trim() }),
    ...(ties === 'all' && { ties }),
  }
}

/** How many, or which share of all; null for neither. */
export function readLimit(typed: string): number | string | null {
  const share = readShare(typed)
  return share === null || share === '' ? numberIn(typed) : share
}

/** A speech in one part keeps the name and the warnings that it had; a new one warns a minute before its end. */
function speechOf({ speech, kept }: FormRound): Pick<Round, 'speech'> {
  const parts = kept.speech?.parts ?? []
  if (kept.speech && parts.length > 1) return { speech: kept.speech }
  const read = readDuration(speech)
  if (read.kind !== 'number') return {}
  const { name, warn } = parts[0] ?? { name: t.speechPart, warn: [60] }
  const before = warn?.filter((left) => left < read.value)
  return { speech: { parts: [{ name, seconds: read.value, ...(before && { warn: before }) }] } }
}

function tieOf({ by, panel: place, criterion }: FormTie, electorates: string[]): TieBreak {
  const panel = electorates[place] ?? ''
  if (by === 'exact' || by === 'order') return { by }
  return by === 'criterion' ? { by, panel, criterion } : { by, panel }
}

/** The panel of a document that a panel of the form stands for. */
export function panelOf(panel: FormPanel, electorate: string): Panel {
  const weight = panel.counts ? (numberIn(panel.weight) ?? 100) : 0
  return {
    ...panel.kept.panel,
    electorate,
    ...(weight !== 100 && { weight }),
    ballot: ballotOf(panel),
    ...quorumOf(panel),
    ...(panel.recuse.on && { recuse: { match: panel.recuse.match } }),
    ...convertOf(panel.convert, gradesIn(panel)),
  }
}

/** What cannot be read goes to the server, which says so. */
function quorumOf({ quorum, quorumOfPresent, kept }: FormPanel): Pick<Panel, 'quorum'> {
  const read = readQuorum(quorum) ?? { atLeast: quorum.trim() }
  if (read === '') return {}
  const of = quorumOfPresent ? 'present' : kept.panel.quorum?.of === 'eligible' ? 'eligible' : undefined
  return { quorum: { ...read, ...(of && { of }) } }
}

const gradesIn = ({ kind, entries }: FormPanel): string[] =>
  kind === 'grade' ? entries.map(({ id }) => id) : []

/** Rows in which nothing stands are none. */
export const filledEntries = ({ kind, entries }: Pick<FormPanel, 'kind' | 'entries'>): FormPanel['entries'] =>
  entries.filter(({ name, value }) => (kind !== 'rank' && name.trim() !== '') || value.trim() !== '')

const limitFields = ['whole', 'notAllEqual', 'limits']

function ballotOf(panel: FormPanel): BallotRule {
  const { kind, most, least, share } = panel
  const entries = filledEntries(panel)
  switch (kind) {
    case 'choose': {
      const min = numberIn(least)
      return { ...keptOf(panel, kind, 'min'), kind, max: numberIn(most) ?? 0, ...(min !== null && { min }) }
    }
    case 'score':
      return {
        ...keptOf(panel, kind, 'drop', ...limitFields),
        kind,
        criteria: entries.map(({ id, name, value, kept }) => ({
          ...kept,
          id,
          name: name.trim(),
          max: numberIn(value) ?? 0,
        })),
        ...dropOf(panel),
        ...totalLimitsOf(panel.limits),
      }
    case 'grade':
      return {
        ...keptOf(panel, kind, ...limitFields),
        kind,
        grades: entries.map(({ id, name, value }) => ({ id, name: name.trim(), value: numberIn(value) })),
        ...(share && { measure: { share: entries.filter(({ counted }) => counted).map(({ id }) => id) } }),
        ...gradeLimitsOf(panel.limits, gradesIn(panel)),
      }
    case 'rank':
      return { ...keptOf(panel, kind), kind, points: entries.map(({ value }) => numberIn(value) ?? 0) }
    default:
      return kind satisfies never
  }
}

/** What the document's own rule says besides, if it is still of this kind. */
function keptOf<Kind extends BallotRule['kind']>(
  { kept: { ballot }, share }: FormPanel,
  kind: Kind,
  ...shown: string[]
): Partial<BallotRuleOf<Kind>> {
  if (ballot?.kind !== kind) return {}
  const isOther = share || (ballot.kind === 'grade' && typeof ballot.measure === 'object')
  const fields = [...shown, ...(ballot.kind === 'grade' && isOther ? ['measure'] : [])]
  // Of the kind that was asked for, without fields that may be absent.
  return Object.fromEntries(Object.entries(ballot).filter(([key]) => !fields.includes(key))) as Partial<
    BallotRuleOf<Kind>
  >
}

function dropOf({ drop, kept: { ballot } }: FormPanel): Pick<BallotRuleOf<'score'>, 'drop'> {
  if (drop === 'kept') return ballot?.kind === 'score' && ballot.drop ? { drop: ballot.drop } : {}
  return drop === '0' ? {} : { drop: { high: Number(drop), low: Number(drop) } }
}

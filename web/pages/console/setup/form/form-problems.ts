import { exact, shortest, sum } from '#core/decimal.ts'
import { type ContestForm, type FormPanel, type FormRound, groupsIn, marksIn } from './contest-form.ts'
import { conversionProblems } from './conversion-problems.ts'
import { limitProblems } from './limit-problems.ts'
import { expanded, filledEntries, readLimit } from './form-document.ts'
import { numberIn, readDuration, readNumber, readQuorum } from './reading/number.ts'
import { readContestants } from './reading/contestants.ts'
import { form as t } from './words.ts'

/** What is wrong with a form, and where. `asked`: allowed, and most likely a mistake; somebody has to say that it is meant. */
export type FormProblem = { where: string; what: string; asked: boolean }

/** Everything that a person has to see to, or to confirm, before the form becomes a contest. */
export function problemsOf(form: ContestForm): FormProblem[] {
  return [
    ...(form.title.trim() === '' ? [must(t.basics, t.titleMissing)] : []),
    ...(/^[a-z0-9][a-z0-9-]{1,62}$/.test(form.id.trim()) ? [] : [must(t.basics, t.idForm)]),
    ...electorateProblems(form),
    ...contestantProblems(form),
    ...form.rounds.flatMap((round, index) =>
      roundProblems(form, round, t.roundNumber(index + 1, round.title.trim())),
    ),
  ]
}

const must = (where: string, what: string): FormProblem => ({ where, what, asked: false })
const ask = (where: string, what: string): FormProblem => ({ where, what, asked: true })

function electorateProblems({ electorates }: ContestForm): FormProblem[] {
  const names = electorates.map(({ name }) => name.trim())
  const again = new Set(names.filter((name, index) => name !== '' && names.indexOf(name) < index))
  return [
    ...(names.includes('') ? [must(t.electorates, t.nameMissing)] : []),
    ...[...again].map((name) => must(t.electorates, t.nameTwice(name))),
  ]
}

function contestantProblems({ contestants: { text, columns } }: ContestForm): FormProblem[] {
  const read = readContestants(text, columns)
  return [
    ...(read.contestants.length === 0 && read.nameless.length === 0
      ? [must(t.contestants, t.noContestants)]
      : []),
    ...(read.nameless.length > 0 ? [must(t.contestants, t.nameless(read.nameless.join('、')))] : []),
    ...(read.repeated.length > 0 ? [ask(t.contestants, t.repeated(read.repeated.join('、')))] : []),
  ]
}

function roundProblems(form: ContestForm, round: FormRound, where: string): FormProblem[] {
  const problems: FormProblem[] = []
  const groups = groupsIn(form)
  if (round.title.trim() === '' && !(round.who === 'each' && groups.length > 0))
    problems.push(must(where, t.titleOfRoundMissing))
  if (round.secret === undefined) problems.push(must(where, t.secretMissing))
  if (round.who === 'each' && groups.length === 0) problems.push(must(where, t.noGroups))
  if (round.who.startsWith('group/') && !groups.includes(round.who.slice('group/'.length)))
    problems.push(must(where, t.groupGone(round.who.slice('group/'.length))))
  if (unusable(readDuration(round.time), 1)) problems.push(must(where, t.timeUnread(round.time.trim())))
  if (unusable(readDuration(round.speech), 1)) problems.push(must(where, t.speechUnread(round.speech.trim())))
  const size = Math.min(...expanded(round, groups).map((one) => sizeOf(form, one)))
  return [
    ...problems,
    ...marksProblems(form, round, where),
    ...cutProblems(round, size, where),
    ...awardProblems(round, where),
    ...panelsProblems(form, round, size, where),
  ]
}

/** How many contestants a round judges; what the document lists is not counted here. */
function sizeOf({ contestants: { text, columns } }: ContestForm, { who, kept }: FormRound): number {
  if (who === 'listed') return kept.contestants?.length ?? Infinity
  const { contestants } = readContestants(text, columns)
  const group = who.startsWith('group/') ? who.slice('group/'.length) : null
  const count = contestants.filter((one) => group === null || one.group === group).length
  return count === 0 ? Infinity : count
}

const unusable = (read: ReturnType<typeof readNumber>, least: number): boolean =>
  read.kind !== 'empty' && (read.kind !== 'number' || read.value < least)

function isCount(typed: string): boolean {
  const value = numberIn(typed)
  return value !== null && Number.isInteger(value) && value >= 1
}

function cutProblems({ cut }: FormRound, size: number, where: string): FormProblem[] {
  if (cut.top.trim() === '') return []
  if (!isCount(cut.top)) return [must(where, t.notACount(t.cut, cut.top.trim()))]
  return (numberIn(cut.top) ?? 0) >= size ? [ask(where, t.cutTakesAll(size))] : []
}

/** Marks that are shown before the highest and lowest can be left out have another mean than the result. */
function marksProblems({ electorates }: ContestForm, round: FormRound, where: string): FormProblem[] {
  const marks = marksIn(round, electorates)
  if (marks === '') return []
  if (!isCount(marks)) return [must(where, t.notACount(t.marks, marks))]
  const atLeast = numberIn(marks) ?? 0
  const needed = Math.max(...round.panels.map(judgesForDrop))
  return atLeast < needed ? [ask(where, t.marksBeforeDrop(atLeast, needed))] : []
}

/** How many have to give scores before the highest and lowest are left out; 0 where none are. */
function judgesForDrop({ votes, kind, drop, kept: { ballot } }: FormPanel): number {
  if (!votes || kind !== 'score') return 0
  if (drop !== 'kept') return drop === '0' ? 0 : 2 * Number(drop) + 1
  const rule = ballot?.kind === 'score' ? ballot.drop : undefined
  return rule ? (rule.atLeast ?? rule.high + rule.low + 1) : 0
}

function awardProblems({ awards }: FormRound, where: string): FormProblem[] {
  return awards.flatMap(({ name, from, most }, index) => {
    const called = name.trim() || t.awardNumber(index + 1)
    const limit = readLimit(most)
    const isLimit = typeof limit === 'string' || isCount(most)
    const takesAll = from.trim() === '' && most.trim() === '' && index < awards.length - 1
    return [
      ...(name.trim() === '' ? [must(where, t.entryNameless(index + 1))] : []),
      ...(from.trim() !== '' && numberIn(from) === null
        ? [must(where, t.valueUnread(called, from.trim()))]
        : []),
      ...(most.trim() !== '' && !isLimit ? [must(where, t.awardLimitUnread(called, most.trim()))] : []),
      ...(takesAll ? [must(where, t.awardTakesAll(called))] : []),
    ]
  })
}

function panelsProblems(form: ContestForm, round: FormRound, size: number, where: string): FormProblem[] {
  const voting = round.panels.flatMap((panel, index) => {
    const name = form.electorates[index]?.name.trim() || t.electorateName
    const open = form.electorates[index]?.open ?? false
    return panel.votes ? [{ panel, open, place: `${where} · ${name}` }] : []
  })
  if (voting.length === 0) return [must(where, t.nobodyVotes)]
  return [
    ...weightProblems(
      voting.map(({ panel }) => panel),
      where,
    ),
    ...voting.flatMap(({ panel, open, place }) => [
      ...recusalProblems(panel, round.secret, open).map((what) => must(place, what)),
      ...panelProblems(panel, size, place),
    ]),
  ]
}

const recusalProblems = (
  { kind, recuse }: FormPanel,
  secret: boolean | undefined,
  open: boolean,
): string[] =>
  recuse.on
    ? [
        ...(kind === 'rank' ? [t.recuseRank] : []),
        ...(secret ? [t.recuseSecret] : []),
        ...(open ? [t.recuseOpen] : []),
      ]
    : []

/** Decimals as people add them up: 0.1 and 0.2 are 0.3. */
export const added = (values: readonly number[]): string => shortest(sum(values.map(exact)))

/** The weights that enter the total, as they add up; null where one cannot be read. */
export function weightSum(panels: readonly FormPanel[]): string | null {
  const counted = panels.filter(({ votes, counts }) => votes && counts)
  const weights = counted.map(({ weight }) => numberIn(weight))
  return weights.every((weight) => weight !== null) ? added(weights) : null
}

function weightProblems(panels: FormPanel[], where: string): FormProblem[] {
  const counted = panels.filter(({ counts }) => counts)
  if (counted.length === 0) return [must(where, t.nothingCounts)]
  const wrong = counted.filter(({ weight }) => !((numberIn(weight) ?? 0) > 0))
  if (wrong.length > 0) return [must(where, t.weightMissing)]
  const total = weightSum(panels)
  return total === null || total === '100' ? [] : [ask(where, t.weightsSum(total))]
}

function panelProblems(panel: FormPanel, size: number, where: string): FormProblem[] {
  const problems = [
    ...(readQuorum(panel.quorum) === null ? [must(where, t.quorumUnread(panel.quorum.trim()))] : []),
    ...conversionProblems(panel).map((what) => must(where, what)),
    ...limitProblems(panel).map((what) => must(where, what)),
  ]
  switch (panel.kind) {
    case 'choose':
      return [...problems, ...chooseProblems(panel, size, where)]
    case 'score':
      return [...problems, ...criteriaProblems(panel, where)]
    case 'grade':
      return [...problems, ...gradeProblems(panel, where)]
    case 'rank':
      return [...problems, ...pointProblems(panel, where)]
    default:
      return panel.kind satisfies never
  }
}

function chooseProblems({ most, least }: FormPanel, size: number, where: string): FormProblem[] {
  if (!isCount(most)) return [must(where, t.notACount(t.most, most.trim()))]
  const [max, min] = [numberIn(most) ?? 0, least.trim() === '' ? 0 : (numberIn(least) ?? -1)]
  if (min < 0 || !Number.isInteger(min)) return [must(where, t.notACount(t.least, least.trim()))]
  if (min > max) return [must(where, t.leastAboveMost(min, max))]
  if (min > size) return [must(where, t.leastAboveSize(min, size))]
  return max > size ? [ask(where, t.mostAboveSize(max, size))] : []
}

/** Rows of a list: names without a number that can be read, and names that are there twice. */
function entryProblems(panel: FormPanel, where: string, needsValue: boolean): FormProblem[] {
  const entries = filledEntries(panel)
  const names = entries.map(({ name }) => name.trim())
  const again = new Set(names.filter((name, index) => name !== '' && names.indexOf(name) < index))
  return [
    ...(entries.length === 0 ? [must(where, t.listEmpty)] : []),
    ...entries.flatMap(({ name, value }, index) => {
      const called = name.trim() || t.entryNumber(index + 1)
      const read = readNumber(value)
      if (panel.kind !== 'rank' && name.trim() === '') return [must(where, t.entryNameless(index + 1))]
      if (read.kind === 'empty') return needsValue ? [must(where, t.valueMissing(called))] : []
      if (read.kind === 'unclear') return [must(where, t.valueUnclear(called, value.trim(), ...read.either))]
      return read.kind === 'unread' ? [must(where, t.valueUnread(called, value.trim()))] : []
    }),
    ...[...again].map((name) => must(where, t.nameTwice(name))),
  ]
}

function criteriaProblems(panel: FormPanel, where: string): FormProblem[] {
  const none = filledEntries(panel).filter(
    ({ value, kept }) => (numberIn(value) ?? Infinity) <= (kept.min ?? 0),
  )
  return [
    ...entryProblems(panel, where, true),
    ...none.map(({ name, kept }) => must(where, t.maxTooLow(name.trim(), kept.min ?? 0))),
  ]
}

function gradeProblems(panel: FormPanel, where: string): FormProblem[] {
  const entries = filledEntries(panel)
  const problems = entryProblems(panel, where, false)
  if (entries.length === 0) return problems
  if (panel.share)
    return entries.some(({ counted }) => counted) ? problems : [...problems, must(where, t.noneCounted)]
  return entries.every(({ value }) => value.trim() === '')
    ? [...problems, must(where, t.noGradeValue)]
    : problems
}

function pointProblems(panel: FormPanel, where: string): FormProblem[] {
  const points = filledEntries(panel).map(({ value }) => numberIn(value))
  const isNegative = points.some((value) => value !== null && value < 0)
  const rises = points.some((value, index) => (value ?? 0) > (points[index - 1] ?? Infinity))
  return [
    ...entryProblems(panel, where, true),
    ...(isNegative ? [must(where, t.pointsNegative)] : []),
    ...(rises ? [ask(where, t.pointsRise)] : []),
  ]
}

import type { BallotRuleOf, Contest, Contestant, Panel, Round } from '#contract/contest.ts'
import type { PanelFigures, Result } from '#contract/live.ts'
import { rankWords } from '../../../i18n/ranking.ts'
import { dateAndTime } from '../../../i18n/time.ts'
import type { Cell } from '../../../state/csv.ts'
import { contestantOf, electorateName } from '../../../state/rounds.ts'
import { isTrimmedApart } from '../criteria-words.ts'
import { howCounted } from '../how-counted.ts'
import { rankingRows, type RankingRow } from '../ranking-rows.ts'
import { result as r } from '../words.ts'
import { noteOf } from './note.ts'
import { isAdjusted, rowsToSign, signers } from './signature-sheet.ts'
import { sheets as t } from './words.ts'

export type Sheet = { name: string; rows: Cell[][] }

const text = (words: string | undefined): Cell => (words === undefined ? null : { text: words })
const figure = (value: string | number | undefined): Cell =>
  value === undefined ? null : { figure: String(value) }

/** A published result as the sheets of a workbook: the ranking with every figure behind it, the turnout, how it came about, and what is signed. `left`: who left before it was opened. */
export const sheetsOf = (
  contest: Contest,
  round: Round,
  result: Result,
  left: readonly Contestant[],
): Sheet[] => [
  { name: t.ranking, rows: rankingSheet(contest, round, result, left) },
  { name: t.turnout, rows: turnoutRows(contest, result) },
  { name: t.about, rows: aboutRows(contest, round, result) },
  { name: t.signatures, rows: signatureRows(contest, round, result, left) },
]

type Column = { head: string; cell: (row: RankingRow) => Cell }

function rankingSheet(contest: Contest, round: Round, result: Result, left: readonly Contestant[]): Cell[][] {
  const rows = rankingRows(contest, round, result, left)
  const columns: Column[] = [
    { head: rankWords.rank, cell: ({ rank }) => figureOrDash(rank) },
    { head: rankWords.contestant, cell: ({ name }) => text(name) },
    { head: t.unit, cell: ({ unit }) => text(unit) },
    { head: t.presenter, cell: ({ id }) => text(contestantOf(contest, id)?.presenter) },
    { head: rankWords.adjusted, cell: ({ adjusted }) => figure(adjusted) },
    { head: rankWords.total, cell: ({ total }) => figureOrDash(total) },
    { head: t.note, cell: (row) => text(noteOf(round, row)) },
    ...round.panels.flatMap((panel) => panelColumns(contest, panel)),
  ]
  const used = columns.filter(({ cell }, index) => index === 0 || rows.some((row) => isFilled(cell(row))))
  return [used.map(({ head }) => text(head)), ...rows.map((row) => used.map(({ cell }) => cell(row)))]
}

const figureOrDash = (value: string | number | null): Cell =>
  value === null ? text(rankWords.noPoints) : figure(value)

const isFilled = (cell: Cell): boolean => cell !== null && !('text' in cell && cell.text === '')

function panelColumns(contest: Contest, { electorate, ballot }: Panel): Column[] {
  const name = electorateName(contest, electorate)
  const column = (head: string, cell: (figures: PanelFigures) => Cell): Column => ({
    head,
    cell: ({ panels }) => {
      const figures = panels[electorate]
      return figures === undefined ? null : cell(figures)
    },
  })
  return [
    column(t.points(name), ({ points, noPoints }) => (noPoints ? text(rankWords.noPoints) : figure(points))),
    column(t.raw(name), ({ raw }) => figure(raw)),
    column(t.part(name), ({ part }) => figure(part)),
    column(t.votes(name), ({ votes }) => figure(votes)),
    column(t.marks(name), ({ marks }) => figure(marks)),
    ...(ballot.kind === 'score'
      ? ballot.criteria.map((criterion) =>
          column(headOf(ballot, t.inPanel(name, criterion.name)), ({ criteria }) =>
            figure(criteria?.[criterion.id]),
          ),
        )
      : []),
    ...(ballot.kind === 'grade'
      ? ballot.grades.map((grade) =>
          column(t.inPanel(name, grade.name), ({ grades }) => figure(grades?.[grade.id] ?? 0)),
        )
      : []),
  ]
}

const headOf = (ballot: BallotRuleOf<'score'>, head: string): string =>
  isTrimmedApart(ballot) ? t.forReference(head) : head

const turnoutRows = (contest: Contest, { ballots }: Result): Cell[][] => [
  ['', r.cast, r.eligible].map(text),
  ...Object.entries(ballots).map(([id, { cast, eligible }]) => [
    text(electorateName(contest, id)),
    figure(cast),
    eligible === null ? text(r.anyone) : figure(eligible),
  ]),
]

function aboutRows(contest: Contest, round: Round, result: Result): Cell[][] {
  const rules = howCounted(contest, round)
  return [
    [text(t.contest), text(contest.title)],
    [text(t.round), text(round.title)],
    [text(r.sealedAt), text(dateAndTime(result.sealedAt))],
    [text(r.version), text(r.versionOf(result.version, result.attempt))],
    [text(r.digest), text(result.digest)],
    [text(r.book), text(result.book.sha256)],
    ...rules.panels.flatMap(({ name, rules }) => rules.map((rule) => [text(name), text(rule)])),
    ...rules.whole.map((rule) => [text(r.howCounted), text(rule)]),
  ]
}

/** What is signed, with room for the names. */
const signatureRows = (
  contest: Contest,
  round: Round,
  result: Result,
  left: readonly Contestant[],
): Cell[][] => [
  [text(`${contest.title} ${round.title} ${t.sheetTitle}`)],
  [
    rankWords.rank,
    rankWords.contestant,
    t.unit,
    ...partHeads(contest, round),
    ...(isAdjusted(result) ? [rankWords.adjusted] : []),
    rankWords.total,
    t.note,
  ].map(text),
  ...rowsToSign(contest, round, result, left).map(({ rank, name, unit, parts, adjusted, total, note }) => [
    text(rank),
    text(name),
    text(unit),
    ...parts.map(text),
    ...(isAdjusted(result) ? [text(adjusted)] : []),
    text(total),
    text(note),
  ]),
  [text(t.confirm)],
  ...signers(contest, round).map(({ who }) => [text(who)]),
  [text(t.seal), null, text(t.date)],
  [text(t.checksum), text(result.digest)],
]

const partHeads = (contest: Contest, { panels }: Round): string[] =>
  panels.map(({ electorate }) => t.part(electorateName(contest, electorate)))

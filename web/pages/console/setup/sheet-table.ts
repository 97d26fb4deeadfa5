import type { Contest, Panel, Round } from '#contract/contest.ts'
import { contestantsOf, panelOf } from '../../../state/rounds.ts'
import type { Person } from './roster.svelte.ts'
import { setup as t } from './words.ts'

/** The table a judge fills by hand for one round: the titles of the columns, and the contestants down the side. */
export type SheetTable = {
  /** The round's. */
  id: string
  round: string
  columns: { title: string; hint?: string }[]
  rows: { id: string; name: string; unit?: string | undefined }[]
}

/** The tables of the rounds in which the person's electorate votes: of all, or of the wanted one. */
export const tablesOf = (contest: Contest, { electorate }: Person, wanted: string): SheetTable[] =>
  contest.rounds.flatMap((round) => {
    if (wanted !== '' && round.id !== wanted) return []
    const panel = panelOf(round, electorate)
    return panel === undefined ? [] : [tableOf(contest, round, panel)]
  })

const tableOf = (contest: Contest, round: Round, { ballot }: Panel): SheetTable => ({
  id: round.id,
  round: round.title,
  columns: columnsOf(ballot),
  rows: contestantsOf(contest, round).map(({ id, name, unit }) => ({ id, name, unit })),
})

function columnsOf(ballot: Panel['ballot']): SheetTable['columns'] {
  switch (ballot.kind) {
    case 'score':
      return [
        ...ballot.criteria.map(({ name, max }) => ({ title: name, hint: t.fullMarks(max) })),
        { title: t.total },
      ]
    case 'grade':
      return ballot.grades.map(({ name }) => ({ title: name }))
    case 'rank':
      return [{ title: t.place }]
    case 'choose':
      return [{ title: t.chosen(ballot.max) }]
    default:
      return ballot satisfies never
  }
}

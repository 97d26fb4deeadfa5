/**
 * One thing that a ballot says: `panel|contestant|criterion|value`, the panel named by its electorate. Ids never contain `|`.
 *
 * | ballot | criterion | value |
 * |---|---|---|
 * | choose | – | `1` |
 * | grade | – | the grade's id |
 * | rank | – | the place, first is `1` |
 * | score | a criterion | the score as shortest decimal text |
 * | score | – | the judge's total before any rounding |
 * | any | – | `cast`, with no contestant: the ballot itself |
 * | any | `-` | `recused`: the ballot had to leave the contestant unmarked |
 */
export type Mark = string

export const mark = (panel: string, contestant: string, criterion: string, value: string): Mark =>
  `${panel}|${contestant}|${criterion}|${value}`

export const castMark = (panel: string): Mark => mark(panel, '', '', 'cast')

/** No id is like this, so that nothing else can stand there. */
export const recusedCriterion = '-'

export const recusedMark = (panel: string, contestant: string): Mark =>
  mark(panel, contestant, recusedCriterion, 'recused')

const delay = '||delay|'

/** Stands beside a ballot's marks and is in no book: how many whole seconds its viewer was behind the live edge. */
export const delayMark = (seconds: number): Mark => `${delay}${seconds}`

export const isDelay = (mark: Mark): boolean => mark.startsWith(delay)

/** Ballots per whole second of delay. */
export const delaysIn = (tally: ReadonlyMap<Mark, number>): Record<string, number> =>
  Object.fromEntries(
    [...tally].flatMap(([mark, count]) => (isDelay(mark) ? [[mark.slice(delay.length), count]] : [])),
  )

export function readMark(mark: Mark): {
  panel: string
  contestant: string
  criterion: string
  value: string
} {
  const [panel = '', contestant = '', criterion = '', value = ''] = mark.split('|')
  return { panel, contestant, criterion, value }
}

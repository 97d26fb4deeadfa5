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
 */
export type Mark = string

export const mark = (panel: string, contestant: string, criterion: string, value: string): Mark =>
  `${panel}|${contestant}|${criterion}|${value}`

export const castMark = (panel: string): Mark => mark(panel, '', '', 'cast')

export function readMark(mark: Mark): {
  panel: string
  contestant: string
  criterion: string
  value: string
} {
  const [panel = '', contestant = '', criterion = '', value = ''] = mark.split('|')
  return { panel, contestant, criterion, value }
}

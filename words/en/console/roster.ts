import type { words as zh } from '../../zh/console/roster.ts'

export const words: typeof zh = {
  id: 'Id',
  electorate: 'Electorate',
  name: 'Name',
  unit: 'Unit',
  excused: 'Excused',
  recuse: 'Recused from',
  shadow: 'Shadow judge',
  code: 'Code',
  link: 'Link',
  somebody: 'Wang Ming',
  somebodyElse: 'Li Hong',
}

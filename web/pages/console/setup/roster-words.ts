import type { words } from '#words/zh/console/roster.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

const files = import.meta.glob<typeof words>('#words/*/console/roster.ts', { eager: true, import: 'words' })

export const roster = catalogue(files)

/** The same in every language: a table may come from anywhere. */
export const everyRoster = Object.values(files)

/** How offices title a column besides, in lower case. */
export const otherTitles = {
  id: ['代号', '工号', '序号', 'no.', 'number'],
  electorate: ['投票组', '组别', '身份', '类别', 'group', 'role'],
  name: ['名称', 'full name'],
  unit: ['所在单位', '镇街', '村', 'town', 'village', 'organisation'],
}

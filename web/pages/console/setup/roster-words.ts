import { catalogue } from '../../../i18n/catalogue.ts'

/** The titles of a roster's columns, and who is on a sample of one. */
export const zh = {
  id: '编号',
  electorate: '投票组',
  name: '姓名',
  unit: '单位',
  code: '验证码',
  link: '链接',
  somebody: '王明',
  somebodyElse: '李红',
}

export const en: typeof zh = {
  id: 'Id',
  electorate: 'Electorate',
  name: 'Name',
  unit: 'Unit',
  code: 'Code',
  link: 'Link',
  somebody: 'Wang Ming',
  somebodyElse: 'Li Hong',
}

export const roster = catalogue(zh, en)

/** How offices title a column besides, in lower case. */
export const otherTitles = {
  id: ['代号', '工号', '序号', 'no.', 'number'],
  electorate: ['组别', '身份', '类别', 'group', 'role'],
  name: ['名称', 'full name'],
  unit: ['所在单位', '镇街', '村', 'town', 'village', 'organisation'],
}

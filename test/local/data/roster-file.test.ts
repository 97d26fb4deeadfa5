import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRosterFile } from '#local/data/roster-file.ts'
import { contestWith } from '#test/support/contest.ts'
import { bookOf, rowsOf } from '#test/support/sheets.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitai-roster-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const contest = contestWith({
  electorates: [
    { id: 'village', name: '村民代表', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
  ],
})
const read = (name: string, content: string | Uint8Array) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  const { rows, notes } = readRosterFile(file, contest)
  return { rows, notes: notes.map((note) => note.replace(`${file}: `, '')) }
}

describe('a roster for the command line', () => {
  it('is read with the columns of the contract, and it is said from where', () => {
    expect(read('roster.csv', 'id,electorate,name,unit\nv1,village,王明,东村\nj1,jury,,\n')).toEqual({
      rows: [
        { id: 'v1', electorate: 'village', name: '王明', unit: '东村' },
        { id: 'j1', electorate: 'jury' },
      ],
      notes: [
        '2 people (村民代表 1, 评委 1); id from ‘id’, electorate from ‘electorate’, name from ‘name’, unit from ‘unit’',
        'rows without a name: 3',
      ],
    })
  })

  it('is read from a workbook; what is not used, and what was taken for granted, is said', () => {
    const rows = rowsOf(
      [['东村名册'], ['序号', '姓名', '电话'], ['1', '王明', '138'], ['2', '李红', '139']],
      { 4: 'hidden="1"' },
    )
    const other = rowsOf([['编号'], ['v1']])
    const book = bookOf([
      { name: '旧', state: 'hidden', rows: other },
      { name: '村民代表', rows },
      { name: '说明', rows: other },
    ])
    expect(read('roster.xlsx', book).notes).toEqual([
      '1 people (村民代表 1); id from ‘电话’, name from ‘姓名’',
      'sheet ‘村民代表’ was read; not read: 说明',
      'hidden sheets, not read: 旧',
      'columns that are not used: 序号',
      'rows above the titles, not read: 1',
      'hidden rows, not read: 4',
      'everybody is in the electorate ‘village’: the table does not say',
      'ids are private numbers: they stand in the record of every round with names, for everybody to read',
    ])
  })

  it('is refused with every fault, and with what was not read', () => {
    expect(() => read('roster.txt', '名册\n编号\t投票组\t备注\nv1\t评委组\tx\na/b\t评委\ty\n')).toThrow(
      /2 faults.*\n {2}row 3, electorate: There is no electorate ‘评委组’: is it ‘评委’\?\n {2}row 4, id: .*\n {2}columns that are not used: 备注\n {2}rows above/,
    )
  })

  it('that is no table, or is not there, is refused in a sentence', () => {
    expect(() => read('roster.xls', '<html><table>')).toThrow('save it as .xlsx')
    expect(() => readRosterFile(join(folder, 'missing.csv'), contest)).toThrow('check the path')
  })
})

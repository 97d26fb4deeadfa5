import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Result } from '#contract/live.ts'
import { readTable } from '#core/table/read-table.ts'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { sheetsOf } from '../../../web/pages/result/sheets/tables.ts'
import { xlsxOf } from '../../../web/pages/result/sheets/xlsx.ts'

language.set('zh-CN')

const rowsOf = async (workbook: Blob) =>
  readTable(new Uint8Array(await workbook.arrayBuffer())).sheets[0]?.rows ?? []

const cells = (...texts: string[]) => [texts.map((text) => ({ text }))]

const contest = contestWith({
  contestants: [
    { id: 'east', name: '=HYPERLINK("http://x")' },
    { id: 'west', name: '<b>西村</b>\u0000', unit: '甲镇' },
    { id: 'south', name: '南村' },
  ],
})
const result: Result = {
  contest: 'harvest',
  round: 'final',
  attempt: 1,
  version: 1,
  sealedAt: '2026-11-24T12:00:00.000Z',
  ballots: { village: { cast: 3, eligible: null } },
  contestants: ['east', 'west', 'south'],
  standings: [
    {
      contestant: 'west',
      rank: 1,
      tied: true,
      total: '50.00',
      panels: { village: { points: '50.00', part: '50.00', votes: 2 } },
    },
    {
      contestant: 'east',
      rank: 1,
      tied: true,
      total: '50.00',
      panels: { village: { points: '0.00', part: '0.00', noPoints: true } },
    },
  ],
  unranked: [
    {
      contestant: 'south',
      why: 'no-marks',
      total: null,
      panels: { village: { points: '0.00', part: '0.00', noPoints: true } },
    },
  ],
  book: { sha256: 'b', lines: 3 },
  log: { sha256: 'l', events: 4 },
  digest: 'd',
}
const round = contest.rounds[0] ?? expect.fail('the contest has no round')

describe('the sheets of a result', () => {
  const [ranking, turnout] = sheetsOf(contest, round, result, [])

  it('hold every figure as it was announced, and no empty column', () => {
    expect(ranking?.rows).toEqual([
      ...cells('名次', '参评对象', '单位', '总分', '备注', '村 得分', '村 计入', '村 票数'),
      [
        { figure: '1' },
        { text: '<b>西村</b>\u0000' },
        { text: '甲镇' },
        { figure: '50.00' },
        { text: '并列' },
        { figure: '50.00' },
        { figure: '50.00' },
        { figure: '2' },
      ],
      [
        { figure: '1' },
        { text: '=HYPERLINK("http://x")' },
        null,
        { figure: '50.00' },
        { text: '并列、村未评分，按 0 分计入' },
        { text: '—' },
        { figure: '0.00' },
        null,
      ],
      [
        { text: '—' },
        { text: '南村' },
        null,
        { text: '—' },
        { text: '无有效评分' },
        { text: '—' },
        { figure: '0.00' },
        null,
      ],
    ])
    expect(turnout?.rows[1]).toEqual([{ text: '村' }, { figure: '3' }, { text: '不限' }])
  })

  it('name below the ranking who left the round before it was opened', () => {
    const left = sheetsOf(contest, round, result, [{ id: 'north', name: '北村' }])
    const row = [{ text: '—' }, { text: '北村' }, null, { text: '—' }, { text: '退出' }, null, null, null]
    expect(left[0]?.rows.at(-1)).toEqual(row)
    const signed = left[3]?.rows.map((cells) =>
      cells.map((cell) => (cell && 'text' in cell ? cell.text : '')),
    )
    expect(signed).toContainEqual(['—', '北村', '', '—', '—', '退出'])
  })

  it('become a workbook in which text is text', async () => {
    const workbook = await xlsxOf(sheetsOf(contest, round, result, []))
    const bytes = new Uint8Array(await workbook.arrayBuffer())
    const parts = unzipSync(bytes)
    const part = (path: string) => strFromU8(parts[path] ?? expect.fail(`there is no ${path}`))
    const cellAt = (reference: string) =>
      new RegExp(`<c r="${reference}"([^>]*)><v>([^<]*)</v></c>`)
        .exec(part('xl/worksheets/sheet1.xml'))
        ?.slice(1)

    const [kind, place] = cellAt('B3') ?? []
    expect(kind).toContain(' t="s"')
    const strings = [...part('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
      ([, text]) => text,
    )
    expect(strings[Number(place)]).toBe('=HYPERLINK("http://x")')
    expect(strings).toContain('&lt;b&gt;西村&lt;/b&gt;')
    expect(part('xl/worksheets/sheet1.xml')).not.toContain('<f>')

    const [style = '', value] = cellAt('D2') ?? []
    expect(value).toBe('50')
    expect(style).not.toContain(' t="s"')
    expect(part('xl/styles.xml')).toContain('formatCode="0.00"')
    expect(part('xl/worksheets/sheet1.xml')).toContain('state="frozen"')
    expect(Object.keys(parts).filter((path) => /worksheets\/sheet\d\.xml$/.test(path))).toHaveLength(4)
    expect((await rowsOf(workbook)).map(({ cells }) => cells)).toEqual([
      ['名次', '参评对象', '单位', '总分', '备注', '村 得分', '村 计入', '村 票数'],
      ['1', '<b>西村</b>', '甲镇', '50.00', '并列', '50.00', '50.00', '2'],
      ['1', '=HYPERLINK("http://x")', '', '50.00', '并列、村未评分，按 0 分计入', '—', '0.00'],
      ['—', '南村', '', '—', '无有效评分', '—', '0.00'],
    ])
  })

  it('become a workbook also where they hold more than is packed at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [
      { text: `第 ${index} 号  ` },
      { figure: `${index}.50` },
    ])
    const read = await rowsOf(await xlsxOf([{ name: '排名', rows: [[{ text: '' }, null], ...rows] }]))
    expect(read).toHaveLength(rows.length)
    expect(read.at(-1)?.cells).toEqual(['第 4999 号', '4999.50'])
  })
})

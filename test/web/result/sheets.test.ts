import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Result } from '#contract/live.ts'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { sheetsOf } from '../../../web/pages/result/sheets/tables.ts'
import { xlsxOf } from '../../../web/pages/result/sheets/xlsx.ts'

language.set('zh-CN')

const cells = (...texts: string[]) => [texts.map((text) => ({ text }))]

const contest = contestWith({
  contestants: [
    { id: 'east', name: '=HYPERLINK("http://x")' },
    { id: 'west', name: '<b>西村</b>\u0000', unit: '甲镇' },
  ],
})
const result: Result = {
  contest: 'harvest',
  round: 'final',
  attempt: 1,
  version: 1,
  sealedAt: '2026-11-24T12:00:00.000Z',
  ballots: { village: { cast: 3, eligible: null } },
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
  book: { sha256: 'b', lines: 3 },
  log: { sha256: 'l', events: 4 },
  digest: 'd',
}
const round = contest.rounds[0] ?? expect.fail('the contest has no round')

describe('the sheets of a result', () => {
  const [ranking, turnout] = sheetsOf(contest, round, result)

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
        { text: '并列' },
        { text: '—' },
        { figure: '0.00' },
        null,
      ],
    ])
    expect(turnout?.rows[1]).toEqual([{ text: '村' }, { figure: '3' }, { text: '不限' }])
  })

  it('become a workbook in which text is text', () => {
    const parts = unzipSync(xlsxOf(sheetsOf(contest, round, result)))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain(
      '<c r="B3" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)</t></is></c>',
    )
    expect(sheet).toContain('&lt;b&gt;西村&lt;/b&gt;<')
    expect(sheet).toContain('<c r="D2" s="3"><v>50.00</v></c>')
    expect(Object.keys(parts).filter((path) => path.startsWith('xl/worksheets/'))).toHaveLength(3)
  })
})

import { describe, expect, it } from 'vitest'
import { parseContest } from '#core/document.ts'
import { language } from '../../../../../web/i18n/language.svelte.ts'
import {
  type ContestForm,
  emptyForm,
  entriesOf,
  type FormPanel,
  type FormRound,
} from '../../../../../web/pages/console/setup/form/contest-form.ts'
import { documentOf } from '../../../../../web/pages/console/setup/form/form-document.ts'
import { problemsOf } from '../../../../../web/pages/console/setup/form/form-problems.ts'
import { templates } from '../../../../../web/pages/console/setup/form/templates.ts'

language.set('zh-CN')

const text = '东村，城关镇，第一片区\n西村，河口镇，第二片区\n南村，河口镇，第二片区'
const filled = (over: Partial<FormRound> = {}): ContestForm => {
  const form = emptyForm('harvest')
  return {
    ...form,
    title: '丰收节',
    contestants: { text, columns: null },
    rounds: form.rounds.map((round) => ({ ...round, title: '决赛', secret: false, ...over })),
  }
}
const withPanels = (...panels: Partial<FormPanel>[]): ContestForm => {
  const form = filled()
  const [round] = form.rounds
  return {
    ...form,
    rounds: form.rounds.map((one) => ({
      ...one,
      panels: (round?.panels ?? []).map((panel, index) => ({ ...panel, ...panels[index] })),
    })),
  }
}
const must = (form: ContestForm) => problemsOf(form).flatMap(({ asked, what }) => (asked ? [] : [what]))
const asked = (form: ContestForm) => problemsOf(form).flatMap(({ asked: is, what }) => (is ? [what] : []))

describe('a form', () => {
  it('is ready when everything is said', () => expect(problemsOf(filled())).toEqual([]))

  it('that is empty says what is missing, and where', () => {
    expect(problemsOf(emptyForm('')).map(({ where, what }) => `${where}：${what}`)).toEqual([
      '基本情况：没有填活动名称',
      '基本情况：活动编号要用小写字母、数字和短横线，2 到 63 个字，以字母或数字开头',
      '参评对象：还没有参评对象',
      '第 1 轮：没有填本轮名称',
      '第 1 轮：没有选记名还是无记名',
    ])
  })

  it('reads from how many judges on marks are shown, and asks where the highest would not be left out yet', () => {
    expect(problemsOf(filled({ marks: '3' }))).toEqual([])
    expect(must(filled({ marks: '几名' }))).toEqual(['“亮分：至少几名评委交分”须是整数，现在是“几名”'])
    expect(asked(filled({ marks: '2' }))).toEqual([
      '满 2 名就可以亮分，而去掉最高分、最低分要有 3 名评委：亮出来的分可能没有去掉高低分',
    ])
    expect(problemsOf(filled({ marks: '几名', secret: true }))).toEqual([])
  })

  it('asks about shares that do not make a hundred, and takes a panel out of them that does not count', () => {
    expect(asked(withPanels({ weight: '60' }, { weight: '30' }))).toEqual([
      '各项占比合计 90%，不是 100%；总分的满分将不是 100',
    ])
    expect(asked(withPanels({ weight: '33.4' }, { weight: '66.6' }))).toEqual([])
    expect(problemsOf(withPanels({ weight: '１００％' }, { counts: false, weight: '' }))).toEqual([])
    expect(must(withPanels({ weight: '' }))).toEqual(['占总分的比例没有填，或不大于 0'])
    expect(must(withPanels({ weight: '0' }))).toEqual(['占总分的比例没有填，或不大于 0'])
    expect(must(withPanels({ counts: false }, { counts: false }))).toEqual(['没有一项计入总分，排不出名次'])
  })

  it('does not take a number for what it may not be', () => {
    const criteria = (...values: string[]) =>
      withPanels({
        entries: entriesOf(
          'score',
          values.map((value, index) => ({ name: `甲${index}`, value })),
        ),
      })
    expect(must(criteria('8,5'))).toEqual(['“甲0”的“8,5”是 8.5 还是 85？请改成其中一个'])
    expect(must(criteria('0', '-1'))).toEqual(['“甲0”的满分须大于 0', '“甲1”的满分须大于 0'])
    expect(must(criteria('', '若干'))).toEqual(['“甲0”没有填分数', '“甲1”的分数“若干”读不懂'])
    expect(must(withPanels({ entries: [] }))).toEqual(['一项也没有'])
  })

  it('looks at what is chosen', () => {
    const choosing = (most: string, least = '') => withPanels({}, { most, least })
    expect(must(choosing(''))).toEqual(['没有填“最多选几个”'])
    expect(must(choosing('1.5'))).toEqual(['“最多选几个”须是整数，现在是“1.5”'])
    expect(must(choosing('2', '3'))).toEqual(['至少选 3 个，却最多选 2 个'])
    expect(asked(choosing('10'))).toEqual(['最多选 10 个，本轮只有 3 个参评对象'])
    expect(problemsOf(choosing('3', '3'))).toEqual([])
  })

  it('asks about places whose points rise', () => {
    const points = (...values: string[]) =>
      withPanels(
        {},
        {
          kind: 'rank',
          entries: entriesOf(
            'rank',
            values.map((value) => ({ name: '', value })),
          ),
        },
      )
    expect(asked(points('1', '10'))).toEqual(['名次靠后的分值反而更高'])
    expect(problemsOf(points('10', '8', '8'))).toEqual([])
    expect(must(points('-1'))).toEqual(['名次的分值不能小于 0'])
  })

  it('looks at the round', () => {
    expect(must(filled({ time: '很久' }))).toEqual(['投票时长“很久”读不懂，请写成 5 或 1分30秒'])
    expect(problemsOf(filled({ time: '' }))).toEqual([])
    expect(must(filled({ speech: '很久' }))).toEqual(['发言时间“很久”读不懂，请写成 8 或 7分30秒'])
    expect(problemsOf(filled({ speech: '8' }))).toEqual([])
    expect(asked(filled({ cut: { top: '3', ties: 'all', name: '' } }))).toEqual([
      '本轮只有 3 个参评对象，取的名次不比这少',
    ])
    expect(problemsOf(filled({ cut: { top: '', ties: 'all', name: '' } }))).toEqual([])
    expect(must(filled({ who: 'group/第三片区' }))).toEqual(['参评对象里已经没有片区“第三片区”'])
    expect(must(withPanels({ votes: false }, { votes: false }))).toEqual(['没有人参加本轮'])
  })

  it('names the lines of contestants that it cannot use', () => {
    const form = filled()
    expect(must({ ...form, contestants: { text: '村\t镇\n东村\t甲镇\n\t乙镇', columns: null } })).toEqual([
      '第 3 行没有名称',
    ])
    expect(asked({ ...form, contestants: { text: '东村\n南村\n东村\n北村', columns: null } })).toContain(
      '东村出现了不止一次，单位等也相同',
    )
  })
})

describe.each(templates())('the template $name', ({ fill }) => {
  it('needs only names and the choice of named or secret', () => {
    const form = fill({ ...emptyForm('harvest'), title: '丰收节', contestants: { text, columns: null } })
    const chosen = {
      ...form,
      rounds: form.rounds.map((round) => ({ ...round, secret: round.secret ?? false })),
    }
    expect(must(chosen)).toEqual([])
    const document = documentOf(chosen)
    expect(parseContest(document)).toEqual({ contest: document })
  })
})

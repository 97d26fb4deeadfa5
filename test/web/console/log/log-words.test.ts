import { beforeEach, describe, expect, it } from 'vitest'
import type { LogEvent } from '#contract/office.ts'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../../web/i18n/language.svelte.ts'
import { sayActor, sayEvent } from '../../../../web/pages/console/log/log-words.ts'
import { event } from '../documents.ts'

beforeEach(() => language.set('zh-CN'))

const say = (type: string, fields: Record<string, unknown> = {}, before: LogEvent[] = []) =>
  sayEvent(contestWith(), event(before.length + 1, type, fields), before)

describe('an event in plain words', () => {
  it('names rounds, contestants and electorates as people know them', () => {
    expect(say('contestantStaged', { contestant: 'east' })).toBe('上台 · 东村')
    expect(say('contestantStaged', { contestant: null })).toBe('下台')
    expect(say('overlayShown', { parts: ['tally', 'name'] })).toBe('字幕条 · 显示 参评对象、进度与名次')
    expect(say('overlayShown', { parts: [] })).toBe('字幕条 · 全部隐藏')
    expect(say('votersAdded', { added: { village: 103, town: 0 } })).toBe('名册增加 村 103 人')
    expect(say('roundVoided', { round: 'final', attempt: 1, reason: '名单有误' })).toBe(
      '作废 · 决赛 · 名单有误',
    )
  })

  it('tells what was sealed, with its digest and what fell short', () => {
    const ballots = { village: { cast: 40, eligible: 103 } }
    const digest = '51b0aa77e0c9ffff'
    expect(
      say('roundSealed', { round: 'final', version: 1, ballots, digest, quorumMissed: ['village'] }),
    ).toBe('计票完毕 · 决赛 · 结果 1 · 40 票 · 校验码 51b0 aa77 e0c9 · 未达规定比例：村')
  })

  it('tells when somebody published knowingly', () => {
    expect(say('resultPublished', { round: 'final', version: 2, confirmed: true })).toBe(
      '公布 · 决赛 · 结果 2 · 知情后确认',
    )
  })

  it('tells how long somebody spoke, and how far above the limit', () => {
    const spoken = { contestant: 'east', round: 'final', part: 1 }
    const speech = { parts: [{ name: '陈述', seconds: 480 }] }
    const started = event(1, 'speechStarted', { ...spoken, seconds: 480 })
    expect(sayEvent(contestWith({}, { speech }), started, [])).toBe('开始计时 · 东村 · 陈述 · 8:00')
    expect(say('speechPaused', { contestant: 'east', reason: '话筒故障' })).toBe('暂停计时 · 东村 · 话筒故障')
    expect(say('speechEnded', { ...spoken, seconds: 470, over: 0 })).toBe('结束计时 · 东村 · 用时 7:50')
    expect(say('speechEnded', { ...spoken, seconds: 494, over: 14 })).toBe(
      '结束计时 · 东村 · 用时 8:14 · 超时 0:14',
    )
    expect(say('stageMessaged', { text: '请走近话筒' })).toBe('台上提示 · 请走近话筒')
    expect(say('stageMessaged', { text: null })).toBe('撤下台上提示')
  })

  it('tells who is not ranked and what nobody filled, and what a publication was confirmed for', () => {
    const opened = event(1, 'roundOpened', { round: 'final', contestants: ['east', 'west'] })
    const ballots = { village: { cast: 0, eligible: 3 } }
    const sealed = { round: 'final', version: 1, ballots, digest: '51b0aa77e0c9ffff', unfilled: ['village'] }
    const published = { round: 'final', version: 1, confirmed: true }
    const nobody = { ...sealed, unranked: 2 }
    expect(say('roundSealed', nobody, [opened])).toContain('没有选票，没有名次 · 没有有效选票：村')
    expect(say('resultPublished', published, [opened, event(2, 'roundSealed', nobody)])).toBe(
      '公布 · 决赛 · 结果 1 · 知情后确认（没有选票，没有名次；没有有效选票：村）',
    )
    const some = { ...sealed, unranked: 1 }
    expect(say('resultPublished', published, [opened, event(2, 'roundSealed', some)])).toBe(
      '公布 · 决赛 · 结果 1 · 知情后确认（1 个参评对象不参加排名；没有有效选票：村）',
    )
  })

  it('tells whose marks were shown with which points, and whose were corrected afterwards', () => {
    const shown = { round: 'final', contestant: 'east', panels: [{ points: '92.83' }] }
    expect(say('marksShown', shown)).toBe('亮分 · 决赛 · 东村 · 92.83')
    expect(say('marksShown', { ...shown, contestant: null, panels: [] })).toBe('收起亮分 · 决赛')
    expect(
      say('roundSealed', { round: 'final', version: 1, ballots: {}, digest: '', marksChanged: ['east'] }),
    ).toContain('亮分后评委改过分：东村')
  })

  it('tells what of the document before still holds', () => {
    const kept = { amendments: [{}, {}], withdrawals: [{ contestant: 'east' }] }
    expect(say('contestDefined')).toBe('载入活动设置')
    expect(say('contestDefined', kept)).toBe('载入活动设置 · 2 处更正仍然有效 · 东村 仍为退出')
  })

  it('tells how far a reveal in two parts has come', () => {
    const parts = { round: 'final', first: ['village'], added: 0 }
    expect(say('partsRevealed', parts)).toBe('分两步揭晓 · 决赛 · 显示村得分')
    expect(say('partsRevealed', { ...parts, added: 2 })).toBe('分两步揭晓 · 决赛 · 已给 2 个加上其余得分')
  })

  it('tells what was proposed, and what became of it', () => {
    const action = { kind: 'adjust', round: 'final', contestant: 'east', points: '-0.05', why: 'overtime' }
    const proposed = event(7, 'proposed', { proposal: 2, action, reason: '超时 14 秒' })
    expect(say('proposed', { proposal: 2, action, reason: '超时 14 秒' })).toBe(
      '提议 2 · 决赛 · 东村：超时扣分 −0.05 分 · 原因：超时 14 秒',
    )
    expect(say('approved', { proposal: 2, round: 'final', attempt: 1 }, [{ ...proposed, n: 1 }])).toBe(
      '复核同意提议 2 · 决赛 · 东村：超时扣分 −0.05 分',
    )
    expect(say('declined', { proposal: 2, reason: '没有超时' })).toBe('提议 2 作罢 · 没有超时')
  })

  it('shows the name of a kind of event that it does not know', () => {
    expect(say('tieDecided')).toBe('tieDecided')
  })

  it('speaks English where the page does', () => {
    language.set('en')
    expect(say('placesRevealed', { round: 'final', places: 2 })).toBe('Revealed · 决赛 · up to place 1')
  })
})

describe('who did something', () => {
  const events = [
    event(1, 'staffAdded', { id: 'li', role: 'organiser' }),
    event(2, 'staffAdded', { id: 'zhao', role: 'observer' }),
    event(3, 'staffAdded', { id: 'wang', role: 'organiser' }),
    event(4, 'staffAdded', { id: 'qian', role: 'clerk' }),
  ]

  it('is named by role, in the order in which people were added', () => {
    expect(['li', 'zhao', 'wang', 'qian'].map((actor) => sayActor(actor, events))).toEqual([
      '组织者 1',
      '监督员 1',
      '组织者 2',
      '会务人员 1',
    ])
  })

  it('is called by name too where the console knows it; in what they did to others as well', () => {
    const names = new Map([
      ['li', '李明'],
      ['v12', '张三'],
    ])
    const nameOf = (id: string) => names.get(id)
    expect(['li', 'zhao'].map((actor) => sayActor(actor, events, nameOf))).toEqual([
      '李明 · 组织者 1',
      '监督员 1',
    ])
    const said = (type: string, fields: Record<string, unknown>) =>
      sayEvent(contestWith(), event(9, type, fields), events, nameOf)
    expect([
      said('staffAdded', { id: 'li', role: 'organiser' }),
      said('codeReissued', { voter: 'zhao' }),
      said('codeReissued', { voter: 'v12' }),
      said('votersRemoved', { voters: ['v12', 'v13'], reason: '请假' }),
    ]).toEqual([
      '增加组织者 · 李明',
      '补发登录码 · 监督员 1',
      '补发登录码 · 张三',
      '移出名册 2 人 · 张三、v13 · 请假',
    ])
  })

  it('is the system where no person did it, and the bare id where nobody knows it', () => {
    expect(['seal-round', 'owner', 'stranger'].map((actor) => sayActor(actor, events))).toEqual([
      '系统',
      '系统管理员',
      'stranger',
    ])
  })
})

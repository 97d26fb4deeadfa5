import { describe, expect, it } from 'vitest'
import { parseContest } from '#core/document.ts'
import {
  type ContestForm,
  emptyForm,
  type FormPanel,
  type FormRound,
  groupsIn,
  removeElectorate,
  usualEntries,
  entriesOf,
} from '../../../../../web/pages/console/setup/form/contest-form.ts'
import { language } from '../../../../../web/i18n/language.svelte.ts'
import { documentOf } from '../../../../../web/pages/console/setup/form/form-document.ts'
import { keyOfTie, tieChoices } from '../../../../../web/pages/console/setup/form/ties.ts'

language.set('zh-CN')

const filled = (over: Partial<ContestForm> = {}): ContestForm => {
  const form = emptyForm('harvest')
  const [round] = form.rounds
  if (round === undefined) throw new Error('a form begins with a round')
  return {
    ...form,
    title: '丰收节',
    contestants: { text: '东村，城关镇，第一片区\n西村，河口镇，第二片区\n\n南村', columns: null },
    rounds: [{ ...round, title: '决赛' }],
    ...over,
  }
}
const withPanel = (over: Partial<FormPanel>): ContestForm => {
  const form = filled()
  return {
    ...form,
    rounds: form.rounds.map((round) => ({
      ...round,
      panels: round.panels.map((panel, index) => (index === 0 ? { ...panel, ...over } : panel)),
    })),
  }
}
const withRound = (over: Partial<FormRound>): ContestForm => {
  const form = filled()
  return { ...form, rounds: form.rounds.map((round) => ({ ...round, ...over })) }
}
const named = (...rows: string[]): FormPanel['entries'] =>
  entriesOf(
    'score',
    rows.map((row) => {
      const [name = '', value = ''] = row.split(' ')
      return { name, value }
    }),
  )
const ballotOf = (form: ContestForm) => documentOf(form).rounds[0]?.panels[0]?.ballot

describe('a form', () => {
  it('becomes the document it stands for', () => {
    expect(documentOf(filled({ organiser: ' 市委组织部 ' }))).toEqual({
      id: 'harvest',
      title: '丰收节',
      organiser: '市委组织部',
      electorates: [
        { id: 'judge', name: '评委', role: 'judge' },
        { id: 'voter', name: '村民代表', role: 'voter' },
      ],
      groups: [
        { id: 'g1', name: '第一片区' },
        { id: 'g2', name: '第二片区' },
      ],
      contestants: [
        { id: 'c1', name: '东村', unit: '城关镇', group: 'g1' },
        { id: 'c2', name: '西村', unit: '河口镇', group: 'g2' },
        { id: 'c3', name: '南村' },
      ],
      rounds: [
        {
          id: 'r1',
          title: '决赛',
          seconds: 300,
          panels: [
            {
              electorate: 'judge',
              weight: 70,
              ballot: {
                kind: 'score',
                criteria: [
                  { id: 'k1', name: '基层党建', max: 40 },
                  { id: 'k2', name: '产业发展', max: 30 },
                  { id: 'k3', name: '为民服务', max: 30 },
                ],
                drop: { high: 1, low: 1 },
              },
            },
            { electorate: 'voter', weight: 30, ballot: { kind: 'choose', max: 3 } },
          ],
        },
      ],
    })
  })

  it.each(['choose', 'score', 'grade', 'rank'] as const)(
    'gives a document without faults with every kind of ballot as it is offered: %s',
    (kind) => {
      const form = withPanel({ kind, entries: usualEntries(kind) })
      const document = documentOf(form)
      expect(parseContest(document)).toEqual({ contest: document })
    },
  )

  it('has the points that were typed, however they were written', () => {
    expect(ballotOf(withPanel({ entries: named('党建 20分', '产业 ３０．５', ' '), drop: '0' }))).toEqual({
      kind: 'score',
      criteria: [
        { id: 'k1', name: '党建', max: 20 },
        { id: 'k2', name: '产业', max: 30.5 },
      ],
    })
    expect(ballotOf(withPanel({ kind: 'grade', entries: named('优秀 100', '不了解') }))).toEqual({
      kind: 'grade',
      grades: [
        { id: 'k1', name: '优秀', value: 100 },
        { id: 'k2', name: '不了解', value: null },
      ],
    })
    const counted = named('满意', '不满意').map((entry, index) => ({ ...entry, counted: index === 0 }))
    expect(ballotOf(withPanel({ kind: 'grade', entries: counted, share: true }))).toMatchObject({
      measure: { share: ['k1'] },
    })
    expect(ballotOf(withPanel({ kind: 'choose', most: '３', least: '3个' }))).toEqual({
      kind: 'choose',
      max: 3,
      min: 3,
    })
    expect(ballotOf(withPanel({ drop: '2' }))).toHaveProperty('drop', { high: 2, low: 2 })
  })

  it('makes a round for each group where that was asked for', () => {
    const { rounds } = documentOf(withRound({ title: '初赛', who: 'each' }))
    expect(rounds.map(({ id, title, group }) => [id, title, group])).toEqual([
      ['r1', '第一片区 初赛', 'g1'],
      ['r2', '第二片区 初赛', 'g2'],
    ])
  })

  it('gives a panel that does not count no weight', () => {
    const [, panel] = documentOf(filled()).rounds[0]?.panels ?? []
    expect(panel?.weight).toBe(30)
    expect(documentOf(withPanel({ counts: false })).rounds[0]?.panels[0]?.weight).toBe(0)
  })

  it('leaves out who does not take part, and gives a round its group, its secrecy and no end', () => {
    const [round] = withPanel({ votes: false }).rounds
    if (round === undefined) throw new Error('there is a round')
    const rounds = [{ ...round, who: 'group/第二片区', secret: true, time: '' }]
    expect(documentOf(filled({ rounds })).rounds).toEqual([
      {
        id: 'r1',
        title: '决赛',
        group: 'g2',
        secret: true,
        panels: [{ electorate: 'voter', weight: 30, ballot: { kind: 'choose', max: 3 } }],
      },
    ])
  })

  it('says how totals are parted, who goes through, what is shown when, and which turnout it takes', () => {
    const form = withRound({
      revisable: false,
      figures: 'closed',
      cut: { top: '2名', ties: 'decide', name: '晋级' },
      ties: [
        { by: 'criterion', panel: 0, criterion: 'k2' },
        { by: 'countback', panel: 1, criterion: '' },
        { by: 'order', panel: 0, criterion: '' },
      ],
    })
    const [round] = form.rounds
    if (round?.panels[1]) round.panels[1].quorum = ' 二分之一 '
    const document = documentOf(form)
    expect(document.rounds[0]).toMatchObject({
      revisable: false,
      figures: 'closed',
      cut: { top: 2, ties: 'decide', name: '晋级' },
      ties: [
        { by: 'criterion', panel: 'judge', criterion: 'k2' },
        { by: 'countback', panel: 'voter' },
        { by: 'order' },
      ],
      panels: [{ electorate: 'judge' }, { electorate: 'voter', quorum: { atLeast: '1/2' } }],
    })
    expect(parseContest(document)).toEqual({ contest: document })
  })

  it('asks for no live figures of a secret round, also when they were chosen before', () => {
    const document = documentOf(withRound({ secret: true, figures: 'live' }))
    expect(document.rounds[0]).not.toHaveProperty('figures')
    expect(parseContest(document)).toEqual({ contest: document })
    expect(documentOf(withRound({ secret: true, figures: 'closed' })).rounds[0]).toHaveProperty(
      'figures',
      'closed',
    )
  })

  it('says where the stream is and how the pages look', () => {
    const document = documentOf(
      filled({
        stream: { kind: 'hls', url: ' https://live.example/a.m3u8 ', kept: {} },
        look: { accent: '#0b5c8a', logo: '' },
      }),
    )
    expect(document).toMatchObject({
      stream: { kind: 'hls', url: 'https://live.example/a.m3u8' },
      look: { accent: '#0b5c8a' },
    })
    expect(parseContest(document)).toEqual({ contest: document })
  })

  it.each(tieChoices(filled().rounds[0] ?? expect.fail(), filled().electorates))(
    'gives a document without faults with every tie-break that is offered: $label',
    ({ tie }) => {
      const document = documentOf(withRound({ ties: [tie] }))
      expect(parseContest(document)).toEqual({ contest: document })
      expect(document.rounds[0]?.ties).toHaveLength(1)
    },
  )

  it('leaves out a tie-break whose panel or criterion is gone', () => {
    const criterion = { by: 'criterion' as const, panel: 0, criterion: 'k3' }
    const voters = { by: 'voters' as const, panel: 1, criterion: '' }
    const form = withRound({ ties: [criterion, voters] })
    const [round] = form.rounds
    if (round?.panels[0]) round.panels[0].entries = named('党建 40')
    expect(documentOf(form).rounds[0]?.ties).toEqual([{ by: 'voters', panel: 'voter' }])
    removeElectorate(form, 0)
    expect(documentOf(form).rounds[0]?.ties).toEqual([{ by: 'voters', panel: 'voter' }])
    removeElectorate(form, 0)
    expect(form.rounds[0]?.ties).toEqual([])
  })

  it('that is empty leaves its faults to the server to name', () => {
    const parsed = parseContest(documentOf(emptyForm('')))
    expect('faults' in parsed && parsed.faults.map(({ path }) => path)).toEqual([
      '$.id',
      '$.title',
      '$.contestants',
      '$.rounds[0].title',
      '$.rounds[0].contestants',
    ])
  })
})

it('lists the groups that contestants name, each once', () => {
  expect(groupsIn({ contestants: { text: '甲,,东\n乙,,西\n丙,,东\n丁', columns: null } })).toEqual([
    '东',
    '西',
  ])
})

it('offers each tie-break once', () => {
  const { rounds, electorates } = filled()
  const keys = rounds.flatMap((round) => tieChoices(round, electorates).map(({ tie }) => keyOfTie(tie)))
  expect(keys).toEqual([
    'panel/0',
    'criterion/0/k1',
    'criterion/0/k2',
    'criterion/0/k3',
    'voters/0',
    'countback/0',
    'panel/1',
    'voters/1',
    'countback/1',
    'exact',
    'order',
  ])
})

import { describe, expect, it } from 'vitest'
import { parseContest } from '#core/document.ts'
import {
  type ContestForm,
  documentOf,
  emptyForm,
  type FormPanel,
  groupsIn,
  usualLines,
} from '../../../../web/pages/console/setup/contest-form.ts'

const filled = (over: Partial<ContestForm> = {}): ContestForm => {
  const form = emptyForm('harvest', { judges: '评委', voters: '村民代表' })
  const [round] = form.rounds
  if (round === undefined) throw new Error('a form begins with a round')
  return {
    ...form,
    title: '丰收节',
    contestants: '东村，城关镇，第一片区\n西村\t河口镇\t第二片区\n\n南村',
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
      const form = withPanel({ kind, lines: usualLines[kind] })
      const document = documentOf(form)
      expect(parseContest(document)).toEqual({ contest: document })
    },
  )

  it('reads criteria and grades as people write them', () => {
    expect(ballotOf(withPanel({ lines: '  党建：20分\n产业 发展 , 30.5\n', drop: false }))).toEqual({
      kind: 'score',
      criteria: [
        { id: 'k1', name: '党建', max: 20 },
        { id: 'k2', name: '产业 发展', max: 30.5 },
      ],
    })
    expect(ballotOf(withPanel({ kind: 'grade', lines: '优秀 100\n不了解' }))).toEqual({
      kind: 'grade',
      grades: [
        { id: 'v1', name: '优秀', value: 100 },
        { id: 'v2', name: '不了解', value: null },
      ],
    })
    expect(ballotOf(withPanel({ kind: 'rank', lines: '5, 3、1' }))).toEqual({
      kind: 'rank',
      points: [5, 3, 1],
    })
  })

  it('leaves out who does not take part, and gives a round its group, its secrecy and no end', () => {
    const [round] = withPanel({ votes: false }).rounds
    if (round === undefined) throw new Error('there is a round')
    const rounds = [{ ...round, group: '第二片区', secret: true, minutes: undefined }]
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

  it('that is empty leaves its faults to the server to name', () => {
    const parsed = parseContest(documentOf(emptyForm('', { judges: '评委', voters: '村' })))
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
  expect(groupsIn({ contestants: '甲,,东\n乙,,西\n丙,,东\n丁' })).toEqual(['东', '西'])
})

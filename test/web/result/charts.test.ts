import { expect, it } from 'vitest'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  arrivalsOf,
  lengthOf,
  partsOf,
  rankLinesOf,
  spreadOf,
} from '../../../web/pages/result/charts/figures.ts'

const criteria = [{ id: 'all', name: '总评', max: 100 }]
const round = roundWith({
  panels: [
    { electorate: 'judges', ballot: { kind: 'score', criteria, drop: { high: 1, low: 1 } } },
    { electorate: 'village', ballot: { kind: 'choose', max: 1 } },
  ],
})
const contest = contestWith({ rounds: [round] })
const standing = (contestant: string, rank: number, judges: string, village: string) => ({
  contestant,
  rank,
  tied: false,
  total: '1.00',
  panels: { judges: { points: judges, part: judges }, village: { points: village, part: village } },
})
const result = {
  standings: [standing('west', 1, '80.00', '60.00'), standing('east', 2, '90.00', '60.00')],
}

it('draws each panel’s own ranks beside the final ones; equal points share a rank and not a place', () => {
  expect(rankLinesOf(contest, round, result)).toEqual([
    {
      id: 'west',
      name: '西村',
      first: true,
      stops: [
        { rank: 2, place: 2 },
        { rank: 1, place: 1 },
        { rank: 1, place: 1 },
      ],
    },
    {
      id: 'east',
      name: '东村',
      first: false,
      stops: [
        { rank: 1, place: 1 },
        { rank: 1, place: 2 },
        { rank: 2, place: 2 },
      ],
    },
  ])
})

it('draws points taken off to the left of zero, so that what is drawn adds up', () => {
  const standings = [standing('west', 1, '10.60', '-15.00')]
  const [bar] = partsOf(contest, round, { standings })
  expect(bar?.segments.map(({ value }) => value)).toEqual([10.6, -15])
  expect([lengthOf(bar?.segments ?? [], 1), lengthOf(bar?.segments ?? [], -1)]).toEqual([10.6, 15])
})

it('gives whoever has no points in a panel no rank there, below everybody who has some', () => {
  const none = { ...standing('east', 2, '0.00', '60.00') }
  const panels = { ...none.panels, judges: { points: '0.00', part: '0.00', noPoints: true as const } }
  const standings = [standing('west', 1, '-5.00', '80.00'), { ...none, panels }]
  const stops = rankLinesOf(contest, round, { standings }).map(({ stops: [first] }) => first)
  expect(stops).toEqual([
    { rank: 1, place: 1 },
    { rank: null, place: 2 },
  ])
})

it('tells the totals left out from those that count; of equal ones, one is left out', () => {
  const totals = [
    { value: 70, count: 2 },
    { value: 80, count: 1 },
    { value: 90, count: 1 },
  ]
  const spread = [{ panel: 'judges', contestant: 'west', totals }]
  const [judges] = round.panels
  if (!judges) expect.fail('the round has no panel')
  expect(spreadOf(contest, judges, result, spread)).toEqual([
    {
      id: 'west',
      name: '西村',
      points: '80.00',
      dots: [
        { value: 70, count: 1, kept: false },
        { value: 70, count: 1, kept: true },
        { value: 80, count: 1, kept: true },
        { value: 90, count: 1, kept: false },
      ],
    },
  ])
})

it('draws when the ballots came in, with the fullest step named', () => {
  const arrivals = {
    from: '2026-11-24T11:00:00.000Z',
    seconds: 30,
    counts: { judges: [0, 2], village: [3, 4] },
  }
  const step = (from: string, judges: number, village: number) => ({
    from: `2026-11-24T11:00:${from}.000Z`,
    count: judges + village,
    segments: [
      { label: 'judges', value: judges, text: String(judges) },
      { label: '村', value: village, text: String(village) },
    ],
  })
  expect(arrivalsOf(contest, round, { arrivals })).toEqual({
    steps: [step('00', 0, 3), step('30', 2, 4)],
    until: '2026-11-24T11:01:00.000Z',
    fullest: step('30', 2, 4),
  })
})

it('draws nothing where no times were kept, or nobody voted', () => {
  expect(arrivalsOf(contest, round, {})).toBeNull()
  const arrivals = { from: '2026-11-24T11:00:00.000Z', seconds: 30, counts: { village: [0, 0] } }
  expect(arrivalsOf(contest, round, { arrivals })).toBeNull()
})

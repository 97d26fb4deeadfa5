import { expect, test } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import type { Round } from '#contract/contest.ts'
import { countBook } from '#core/count.ts'
import { contestWith, criterion, named, panelWith } from './factory.ts'

const round: Round = {
  id: 'final',
  title: 'Final',
  panels: [
    panelWith(
      { kind: 'score', criteria: [criterion('impression', { step: 0.5 })], drop: { high: 1, low: 1 } },
      { electorate: 'judges', weight: 70 },
    ),
    panelWith({ kind: 'choose', max: 3 }, { electorate: 'viewers', weight: 30 }),
  ],
}
const contest = contestWith({
  electorates: [
    { id: 'judges', name: 'Judges', role: 'judge' },
    { id: 'viewers', name: 'Viewers', role: 'voter', admission: 'open' },
  ],
  contestants: named('a', 'b'),
  rounds: [round],
})

function* book(): Iterable<BookLine> {
  for (const impression of [95, 88, 97, 92, 91.5]) {
    yield { id: `j${impression}`, ballot: { electorate: 'judges', scores: { a: { impression } } } }
  }
  for (let viewer = 0; viewer < 412; viewer += 1) {
    yield { id: `v${viewer}`, ballot: { electorate: 'viewers', choices: viewer < 305 ? ['b', 'a'] : ['b'] } }
  }
}

test('a book: five judges without the highest and lowest at 70 %, 305 of 412 viewers at 30 %', () => {
  expect(countBook(contest, round, book(), { judges: 7 })).toEqual({
    ballots: { judges: { cast: 5, eligible: 7 }, viewers: { cast: 412, eligible: null } },
    standings: [
      {
        contestant: 'a',
        rank: 1,
        tied: false,
        total: '87.19',
        panels: {
          judges: { points: '92.83', part: '64.98', marks: 5, criteria: { impression: '92.83' } },
          viewers: { points: '74.03', part: '22.21', votes: 305 },
        },
      },
      {
        contestant: 'b',
        rank: 2,
        tied: false,
        total: '30.00',
        panels: {
          judges: { points: '0.00', part: '0.00', marks: 0, criteria: {}, noPoints: true },
          viewers: { points: '100.00', part: '30.00', votes: 412 },
        },
      },
    ],
  })
})

test('an empty book', () => {
  const { ballots, standings, unranked } = countBook(contest, round, [], {})
  expect(ballots).toEqual({ judges: { cast: 0, eligible: null }, viewers: { cast: 0, eligible: null } })
  expect(standings).toEqual([])
  expect(unranked?.map(({ contestant, total }) => [contestant, total])).toEqual([
    ['a', null],
    ['b', null],
  ])
})

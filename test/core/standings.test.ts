import { describe, expect, test } from 'vitest'
import type { Ballot, BookLine } from '#contract/ballot.ts'
import type { BallotRule, Panel, Round, TieBreak } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
import type { Standing } from '#contract/live.ts'
import { countBook } from '#core/count.ts'
import { quorumMissed, rankingOf } from '#core/standings.ts'
import type { QuorumBase } from '#core/standings/quorum.ts'
import { tallyOf } from '#core/tally.ts'
import {
  choose,
  chosen,
  contestWith,
  criterion,
  figuresOf,
  graded,
  named,
  panelWith,
  ranked,
  rankingAfter,
  ranks,
  roundWith,
  scored,
  standingsAfter,
  tallyOfBallots,
  times,
  totals,
} from './factory.ts'

/** Judges who give one contestant these totals. */
const judged = (contestant: string, ...scores: number[]): Ballot[] =>
  scores.map((idea) => scored({ [contestant]: { idea } }))

const byIdea: BallotRule = { kind: 'score', criteria: [criterion('idea')] }

describe('choose', () => {
  const ballots = [chosen('a'), chosen('a', 'b'), chosen()]

  test('percent is of the ballots cast, abstentions included', () => {
    const standings = standingsAfter(roundWith({ kind: 'choose', min: 0, max: 3 }), ballots)
    expect(totals(standings)).toBe('a 66.67, b 33.33, c 0.00')
    expect(figuresOf(standings, 'c')).toEqual({ points: '0.00', part: '0.00', votes: 0 })
  })

  test('percent is of the eligible voters where the panel says so', () => {
    const round = roundWith({ kind: 'choose', min: 0, max: 3, base: 'eligible' })
    expect(totals(standingsAfter(round, ballots, { eligible: { p: 8 } }))).toBe('a 25.00, b 12.50, c 0.00')
    expect(() => standingsAfter(round, ballots)).toThrow('eligible')
  })

  test('votes are the number of votes', () => {
    const round = roundWith({ kind: 'choose', max: 3, measure: 'votes' })
    expect(totals(standingsAfter(round, ballots, { decimals: 0 }))).toBe('a 2, b 1, c 0')
  })

  test('nobody has points before a ballot is cast', () => {
    for (const measure of ['percent', 'votes'] as const) {
      const { unranked } = rankingAfter(roundWith({ kind: 'choose', max: 3, measure }), [])
      expect(figuresOf(unranked, 'a')).toEqual({ points: '0.00', part: '0.00', votes: 0, noPoints: true })
    }
  })
})

describe('grade', () => {
  const grades = [
    { id: 'good', name: 'Good', value: 10 },
    { id: 'fair', name: 'Fair', value: 7.5 },
    { id: 'unsure', name: 'Unsure', value: null },
  ]
  const ballots = [
    graded({ a: 'good', b: 'fair' }),
    graded({ a: 'fair', b: 'unsure' }),
    graded({ a: 'fair', c: 'unsure' }),
  ]

  test('mean leaves out grades without a value', () => {
    const { standings, unranked } = rankingAfter(roundWith({ kind: 'grade', grades }), ballots)
    expect(totals(standings)).toBe('a 8.33, b 7.50')
    expect(figuresOf(standings, 'b')).toEqual({
      points: '7.50',
      part: '7.50',
      marks: 2,
      grades: { good: 0, fair: 1, unsure: 1 },
    })
    expect(figuresOf(unranked, 'c')).toEqual({
      points: '0.00',
      part: '0.00',
      marks: 1,
      grades: { good: 0, fair: 0, unsure: 1 },
      noPoints: true,
    })
  })

  test('share is of all marks, those without a value included', () => {
    const round = roundWith({ kind: 'grade', grades, measure: { share: ['good', 'fair'] } })
    const standings = standingsAfter(round, [...ballots, graded({ b: 'good' })])
    expect(totals(standings)).toBe('a 100.00, b 66.67, c 0.00')
    expect(figuresOf(standings, 'c')).not.toHaveProperty('noPoints')
    expect(figuresOf(rankingAfter(round, []).unranked, 'c')).toHaveProperty('noPoints', true)
  })
})

describe('score, per total', () => {
  test('each judge’s total is rounded before the mean', () => {
    const rule: BallotRule = {
      kind: 'score',
      criteria: [criterion('idea', { factor: 0.7 }), criterion('party')],
    }
    const ballots = [scored({ a: { idea: 0.35, party: 0 } }), scored({ a: { idea: 0.2, party: 0.1 } })]
    const standings = standingsAfter(roundWith(rule), ballots)
    // 0.245 → 0.25 and 0.24: their mean is 0.245 → 0.25; that of the unrounded totals would be 0.2425 → 0.24.
    expect(totals(standings)).toBe('a 0.25')
    expect(figuresOf(standings, 'a')?.criteria).toEqual({ idea: '0.20', party: '0.05' })
  })

  const dropping: BallotRule = { ...byIdea, drop: { high: 1, low: 1 } }
  test.each<[string, BallotRule, number[], string]>([
    ['one high and one low are left out', dropping, [88, 91.5, 92, 95, 97], '92.83'],
    ['of equal marks one is left out', dropping, [90, 90, 80, 80, 85], '85.00'],
    ['three marks leave one', dropping, [1, 2, 9], '2.00'],
    ['two marks are too few to drop any', dropping, [1, 2], '1.50'],
    [
      'fewer than atLeast are all kept',
      { ...byIdea, drop: { high: 1, low: 1, atLeast: 5 } },
      [1, 2, 6, 7],
      '4.00',
    ],
    ['atLeast are enough', { ...byIdea, drop: { high: 1, low: 1, atLeast: 4 } }, [1, 2, 6, 8], '4.00'],
    ['only the highest', { ...byIdea, drop: { high: 2, low: 0 } }, [1, 2, 6, 7], '1.50'],
    ['only the lowest', { ...byIdea, drop: { high: 0, low: 3 } }, [1, 2, 6, 7], '7.00'],
    ['all of them', byIdea, [1, 2, 6, 8], '4.25'],
  ])('%s', (_, rule, scores, points) => {
    expect(figuresOf(standingsAfter(roundWith(rule), judged('a', ...scores)), 'a')?.points).toBe(points)
  })

  test('a judge who gave no mark is left out', () => {
    const { standings, unranked } = rankingAfter(roundWith(byIdea), [
      ...judged('a', 80, 90),
      ...judged('b', 70),
    ])
    expect(totals(standings)).toBe('a 85.00, b 70.00')
    expect(figuresOf(standings, 'b')).toMatchObject({ marks: 1 })
    expect(figuresOf(unranked, 'c')).toEqual({
      points: '0.00',
      part: '0.00',
      marks: 0,
      criteria: {},
      noPoints: true,
    })
  })

  test('a score of zero is a mark', () => {
    expect(figuresOf(standingsAfter(roundWith(byIdea), judged('a', 0)), 'a')).not.toHaveProperty('noPoints')
  })
})

describe('score, per criterion', () => {
  const rule: BallotRule = {
    kind: 'score',
    per: 'criterion',
    criteria: [criterion('idea', { factor: 0.7 }), criterion('party', { factor: -0.5 })],
  }

  test('the rounded mean × factor is rounded, then summed', () => {
    const ballots = [
      scored({ a: { idea: 1, party: 1 } }),
      scored({ a: { idea: 1 } }),
      scored({ a: { idea: 2 } }),
    ]
    const standings = standingsAfter(roundWith(rule), ballots)
    // idea: 1.3333… → 1.33; × 0.7 = 0.931 → 0.93; party: 1 × −0.5 = −0.5
    expect(figuresOf(standings, 'a')).toEqual({
      points: '0.43',
      part: '0.43',
      marks: 3,
      criteria: { idea: '0.93', party: '-0.50' },
    })
  })

  test('a criterion without scores has no figure', () => {
    const standings = standingsAfter(roundWith(rule), [scored({ a: { party: 3 } })])
    expect(figuresOf(standings, 'a')).toMatchObject({ points: '-1.50', criteria: { party: '-1.50' } })
    expect(ranks(standings)).toBe('1 a')
  })

  test('each criterion drops its own marks', () => {
    const ballots = [1, 2, 3].map((score) => scored({ a: { idea: score, party: 4 - score } }))
    const trimmed = standingsAfter(roundWith({ ...rule, drop: { high: 1, low: 0 } }), ballots)
    expect(figuresOf(trimmed, 'a')?.criteria).toEqual({ idea: '1.05', party: '-0.75' })
  })
})

describe('rank', () => {
  const ballots = [ranked('a', 'b', 'c'), ranked('b', 'a'), ranked('a', 'b')]

  test('sum is of the points of the places, 0 beyond the list', () => {
    const standings = standingsAfter(roundWith({ kind: 'rank', points: [3, 1.5] }), ballots)
    expect(totals(standings)).toBe('a 7.50, b 6.00, c 0.00')
    expect(figuresOf(standings, 'c')).toEqual({ points: '0.00', part: '0.00', marks: 1 })
  })

  test('percent is of first places on every ballot', () => {
    const standings = standingsAfter(roundWith({ kind: 'rank', points: [3, 1], measure: 'percent' }), ballots)
    expect(totals(standings)).toBe('a 77.78, b 55.56, c 0.00')
  })

  test('who is on no ballot has 0, and nobody has points before a ballot is cast', () => {
    const rule: BallotRule = { kind: 'rank', points: [3, 1] }
    const figures = { points: '0.00', part: '0.00', marks: 0 }
    expect(figuresOf(standingsAfter(roundWith(rule), [ranked('a', 'b')]), 'c')).toEqual(figures)
    expect(figuresOf(rankingAfter(roundWith(rule), []).unranked, 'c')).toEqual({ ...figures, noPoints: true })
  })
})

describe('the total', () => {
  test('is the sum of the rounded parts', () => {
    const round = roundWith(byIdea, {
      panels: [panelWith(byIdea, { weight: 33.3 }), panelWith(choose, { electorate: 'q', weight: 66.7 })],
    })
    const ballots: Ballot[] = [...judged('a', 85.55), { electorate: 'q', choices: ['a'] }]
    const [first] = standingsAfter(round, ballots)
    // 85.55 × 0.333 = 28.48815 → 28.49; 100 × 0.667 = 66.7
    expect(first).toMatchObject({
      contestant: 'a',
      total: '95.19',
      panels: { p: { points: '85.55', part: '28.49' }, q: { points: '100.00', part: '66.70' } },
    })
  })

  test('leaves out marks of panels and people that the round does not have', () => {
    const round = roundWith(choose, { contestants: ['a', 'b'] })
    const contest = contestWith({ rounds: [round] })
    const tally = tallyOf(['p|||cast', 'p|a||1', 'p|c||1', 'q|b||1', '|||delay|7', 'constructor|||cast'])
    expect(totals(rankingOf(contest, round, tally, {}).standings)).toBe('a 100.00, b 0.00')
  })

  test('takes the decimals of the contest', () => {
    const round = roundWith(choose)
    const ballots = [chosen('a'), chosen('a'), chosen('b')]
    expect(totals(standingsAfter(round, ballots, { decimals: 0 }))).toBe('a 67, b 33, c 0')
    expect(totals(standingsAfter(round, ballots, { decimals: 4 }))).toBe('a 66.6667, b 33.3333, c 0.0000')
  })
})

describe('ranks', () => {
  test('are shared and then skipped; equals stand in running order', () => {
    const round = roundWith(choose, { contestants: ['d', 'c', 'b', 'a'] })
    const contestants = named('a', 'b', 'c', 'd')
    const standings = standingsAfter(round, [chosen('c'), chosen('a'), chosen('d')], { contestants })
    expect(ranks(standings)).toBe('1 a, 1 c, 1 d, 4 b')
    expect(standings.map(({ tied }) => tied)).toEqual([true, true, true, false])
  })
})

describe('ties', () => {
  const tiesOf = (ties: TieBreak[], rule: BallotRule, ballots: Ballot[]) =>
    ranks(standingsAfter(roundWith(rule, { ties, contestants: ['a', 'b'] }), ballots))

  test('panel: higher points there come first', () => {
    const round = roundWith(byIdea, {
      contestants: ['a', 'b'],
      panels: [
        panelWith(byIdea),
        panelWith({ kind: 'choose', max: 1, measure: 'votes' }, { electorate: 'q' }),
      ],
      ties: [{ by: 'panel', panel: 'q' }],
    })
    const ballots: Ballot[] = [...judged('a', 5), ...judged('b', 4), { electorate: 'q', choices: ['b'] }]
    expect(totals(standingsAfter(round, ballots))).toBe('b 5.00, a 5.00')
    expect(ranks(standingsAfter(round, ballots))).toBe('1 b, 2 a')
  })

  test('criterion: the higher figure of the criterion comes first', () => {
    const rule: BallotRule = { kind: 'score', criteria: [criterion('idea'), criterion('party')] }
    const ballots = [scored({ a: { idea: 4, party: 6 }, b: { idea: 6, party: 4 } })]
    expect(tiesOf([], rule, ballots)).toBe('1 a, 1 b')
    expect(tiesOf([{ by: 'criterion', panel: 'p', criterion: 'idea' }], rule, ballots)).toBe('1 b, 2 a')
    expect(tiesOf([{ by: 'criterion', panel: 'p', criterion: 'party' }], rule, ballots)).toBe('1 a, 2 b')
  })

  test('voters: who was marked above zero by more comes first', () => {
    const rule: BallotRule = { kind: 'rank', points: [4, 2, 0] }
    const ballots = [ranked('a', 'c', 'b'), ...times(2, ranked('c', 'b', 'a'))]
    const round = roundWith(rule, { ties: [{ by: 'voters', panel: 'p' }] })
    expect(totals(standingsAfter(round, ballots))).toBe('c 10.00, b 4.00, a 4.00')
    expect(ranks(standingsAfter(round, ballots))).toBe('1 c, 2 b, 3 a')
  })

  test('countback: more of the best mark comes first, then of the next best', () => {
    const round = roundWith({ kind: 'rank', points: [4, 2, 0] }, { ties: [{ by: 'countback', panel: 'p' }] })
    const ballots = [ranked('b', 'c', 'a'), ...times(2, ranked('c', 'a', 'b'))]
    expect(totals(standingsAfter(round, ballots))).toBe('c 10.00, b 4.00, a 4.00')
    expect(ranks(standingsAfter(round, ballots))).toBe('1 c, 2 b, 3 a')

    const countback: TieBreak[] = [{ by: 'countback', panel: 'p' }]
    const grades = [3, 2, 1].map((value) => ({ id: `g${value}`, name: 'G', value }))
    const given = [graded({ a: 'g2', b: 'g3' }), graded({ a: 'g2', b: 'g1' }), graded({ a: 'g3', b: 'g3' })]
    expect(tiesOf(countback, { kind: 'grade', grades }, given)).toBe('1 b, 2 a')
    expect(tiesOf(countback, byIdea, [...judged('a', 5, 5), ...judged('b', 4, 6)])).toBe('1 b, 2 a')
    expect(tiesOf(countback, byIdea, [...judged('a', 4, 6), ...judged('b', 6, 4)])).toBe('1 a, 1 b')
    expect(tiesOf(countback, choose, [chosen('a'), chosen('b')])).toBe('1 a, 1 b')
  })

  test('countback: judges’ totals are compared as they are announced', () => {
    const countback: TieBreak[] = [{ by: 'countback', panel: 'p' }]
    expect(tiesOf(countback, byIdea, [...judged('a', 4.001), ...judged('b', 4.002)])).toBe('1 a, 1 b')
  })

  test('exact: the total before any rounding', () => {
    const exact: TieBreak[] = [{ by: 'exact' }]
    expect(tiesOf(exact, byIdea, [...judged('a', 4.001), ...judged('b', 4.002)])).toBe('1 b, 2 a')
    expect(tiesOf(exact, byIdea, [...judged('a', 4, 4, 4.1), ...judged('b', 4.1, 4, 4)])).toBe('1 a, 1 b')
    // Trimmed on exact totals: 4.001 is left out for a, 4.004 for b.
    const dropping: BallotRule = { ...byIdea, drop: { high: 1, low: 0 } }
    expect(tiesOf(exact, dropping, [...judged('a', 4, 4.001), ...judged('b', 4.0005, 4.004)])).toBe(
      '1 b, 2 a',
    )
  })

  test('order: earlier in running order', () => {
    const round = roundWith(choose, { contestants: ['b', 'a', 'c'], ties: [{ by: 'order' }] })
    expect(ranks(standingsAfter(round, [chosen('c')]))).toBe('1 c, 2 a, 3 b')
    expect(standingsAfter(round, [chosen('c')]).every(({ tied }) => !tied)).toBe(true)
  })

  test('go step by step, and only among equals', () => {
    const rule: BallotRule = { kind: 'score', criteria: [criterion('idea'), criterion('party')] }
    const round = roundWith(rule, {
      ties: [{ by: 'criterion', panel: 'p', criterion: 'idea' }, { by: 'order' }],
    })
    const ballots = [scored({ a: { idea: 4, party: 6 }, b: { idea: 6, party: 4 }, c: { idea: 6, party: 4 } })]
    expect(ranks(standingsAfter(round, ballots))).toBe('1 b, 2 c, 3 a')
  })
})

describe('the cut', () => {
  const inCut = (top: number, ties: 'all' | 'decide', ballots: Ballot[]) =>
    standingsAfter(roundWith(choose, { cut: { top, ties } }), ballots).map((standing) => standing.inCut)

  test('takes ranks until enough are in', () => {
    expect(inCut(2, 'decide', [chosen('a', 'b'), chosen('a')])).toEqual([true, true, false])
    expect(inCut(2, 'all', [chosen('a', 'b')])).toEqual([true, true, false])
    expect(inCut(5, 'decide', [chosen('a', 'b')])).toEqual([true, true, true])
  })

  test('takes or leaves to a decision a tie across the line', () => {
    expect(inCut(2, 'all', [chosen('a')])).toEqual([true, true, true])
    expect(inCut(2, 'decide', [chosen('a')])).toEqual([true, 'decide', 'decide'])
  })

  test('is not spoken of where there is none', () => {
    expect(standingsAfter(roundWith(choose), [chosen('a')])[0]).not.toHaveProperty('inCut')
  })
})

describe('who is not ranked', () => {
  const offPoints: BallotRule = {
    kind: 'score',
    criteria: [criterion('off', { min: -20, max: 0 })],
  }
  const off = (scores: Record<string, number>) =>
    scored(Object.fromEntries(Object.entries(scores).map(([who, score]) => [who, { off: score }])))

  test('without points in any panel: below the ranking, without rank or total, and never in the cut', () => {
    const round = roundWith(offPoints, { cut: { top: 1, ties: 'all' } })
    const { standings, unranked } = rankingAfter(round, [off({ a: -2, b: -1 }), off({ a: -3, b: -1 })])
    expect(totals(standings)).toBe('b -1.00, a -2.50')
    expect(standings.map(({ inCut }) => inCut)).toEqual([true, false])
    const panels = { p: { points: '0.00', part: '0.00', marks: 0, criteria: {}, noPoints: true } }
    expect(unranked).toEqual([{ contestant: 'c', why: 'no-marks', total: null, panels }])
  })

  test('whoever really has 0 is ranked', () => {
    const { standings, unranked } = rankingAfter(roundWith(offPoints), [off({ a: 0, b: -1 })])
    expect(totals(standings)).toBe('a 0.00, b -1.00')
    expect(unranked.map(({ contestant }) => contestant)).toEqual(['c'])
  })

  test('points in one of several panels are enough: 0 from the other', () => {
    const round = roundWith(byIdea, {
      panels: [panelWith(byIdea, { weight: 60 }), panelWith(byIdea, { electorate: 'q', weight: 40 })],
    })
    const ballots: Ballot[] = [
      ...judged('a', 90),
      { electorate: 'q', scores: { a: { idea: 80 }, b: { idea: 100 } } },
    ]
    const { standings, unranked, unfilled } = rankingAfter(round, ballots)
    expect(totals(standings)).toBe('a 86.00, b 40.00')
    expect(standings[1]?.panels['p']).toMatchObject({ noPoints: true })
    expect(unranked.map(({ contestant }) => contestant)).toEqual(['c'])
    expect(unfilled).toEqual([])
  })

  test('nobody, where nobody voted; then every panel is unfilled', () => {
    const round = roundWith(byIdea, {
      panels: [panelWith(byIdea), panelWith(choose, { electorate: 'q', weight: 0 })],
    })
    const { standings, unranked, unfilled } = rankingAfter(round, [])
    expect(standings).toEqual([])
    expect(unranked.map(({ contestant }) => contestant)).toEqual(['a', 'b', 'c'])
    expect(unfilled).toEqual(['p', 'q'])
  })

  test('a panel with weight that nobody filled is named, one without weight is not', () => {
    const panels = [panelWith(byIdea, { weight: 70 }), panelWith(choose, { electorate: 'q', weight: 0 })]
    const chosenInQ: Ballot = { electorate: 'q', choices: ['a'] }
    expect(rankingAfter(roundWith(byIdea, { panels }), [chosenInQ]).unfilled).toEqual(['p'])
    expect(rankingAfter(roundWith(byIdea, { panels }), judged('a', 5)).unfilled).toEqual([])
  })

  test('grades without a value fill no panel that takes their mean', () => {
    const grades = [
      { id: 'good', name: 'Good', value: 10 },
      { id: 'unsure', name: 'Unsure', value: null },
    ]
    const { standings, unfilled } = rankingAfter(roundWith({ kind: 'grade', grades }), [
      graded({ a: 'unsure' }),
    ])
    expect(standings).toEqual([])
    expect(unfilled).toEqual(['p'])
  })

  test('whoever is put aside keeps the figures, and later ranks close up', () => {
    const round = roundWith(byIdea)
    const contest = contestWith({ rounds: [round] })
    const tally = tallyOfBallots(contest, round, [...judged('a', 9), ...judged('b', 8)])
    const { standings, unranked } = rankingOf(contest, round, tally, {}, { unranked: { a: 'disqualified' } })
    expect(ranks(standings)).toBe('1 b')
    expect(unranked).toMatchObject([
      { contestant: 'a', why: 'disqualified', total: '9.00' },
      { contestant: 'c', why: 'no-marks', total: null },
    ])
  })
})

describe('recusal', () => {
  const dropOne: BallotRule = { kind: 'score', criteria: [criterion('idea')], drop: { high: 1, low: 1 } }
  const marksOfA = [88, 90, 91, 92, 93, 95, 97]
  /** Judges of whom those with these marks are recused from `a`. */
  const pointsWithout = (recused: readonly number[], atLeast?: number) => {
    const ballot: BallotRule = {
      ...dropOne,
      drop: { high: 1, low: 1, ...(atLeast !== undefined && { atLeast }) },
    }
    const round = roundWith(ballot, { panels: [panelWith(ballot, { recuse: { match: ['unit'] } })] })
    const book = marksOfA.map((idea, index): BookLine => {
      const isRecused = recused.includes(idea)
      const scores = { b: { idea: 50 }, ...(!isRecused && { a: { idea } }) }
      return { id: `j${index}`, ballot: scored(scores), ...(isRecused && { recused: ['a'] }) }
    })
    const { standings } = countBook(contestWith({ rounds: [round] }), round, book, {})
    const figures = figuresOf(standings, 'a')
    return [figures?.points, figures?.recused]
  }

  test('leaves a judge out, so that drop thresholds look at the marks that are there', () => {
    expect(pointsWithout([])).toEqual(['92.20', undefined])
    expect(pointsWithout([92])).toEqual(['92.25', 1])
    expect(pointsWithout([92, 93], 6)).toEqual(['92.20', 2])
  })

  test('takes a ballot out of the base of a share: 61 of 103 become 61 of 102', () => {
    const panel = panelWith(choose, { recuse: { match: ['unit'] } })
    const round = roundWith(choose, { panels: [panel] })
    const share = (own: Partial<BookLine>) => {
      const book = Array.from({ length: 103 }, (_, index): BookLine => ({
        id: `v${index}`,
        ballot: chosen(...(index < 61 ? ['a'] : [])),
        ...(index === 102 && own),
      }))
      return figuresOf(countBook(contestWith({ rounds: [round] }), round, book, {}).standings, 'a')?.points
    }
    expect(share({})).toBe('59.22')
    expect(share({ recused: ['a'] })).toBe('59.80')
  })
})

describe('converted points', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => `n${index + 1}`)
  const placed = (points: (index: number) => number, convert: Panel['convert'], decided: Decided = {}) => {
    const round = roundWith(byIdea, { panels: [panelWith(byIdea, { convert })] })
    const contest = contestWith({ contestants: named(...twenty), rounds: [round] })
    const ballots = twenty.flatMap((id, index) => judged(id, points(index)))
    return rankingOf(contest, round, tallyOfBallots(contest, round, ballots), {}, decided)
  }
  const firstOf = (standings: readonly Standing[], count: number) =>
    standings.slice(0, count).map(({ total, panels }) => [panels['p']?.raw, total])

  test('fall evenly from 5 over twenty places; two that share the second and third have 4.63 each', () => {
    const even: Panel['convert'] = { by: 'place', full: 5, less: 'even' }
    expect(firstOf(placed((index) => 90 - index, even).standings, 2)).toEqual([
      ['90.00', '5.00'],
      ['89.00', '4.75'],
    ])
    expect(firstOf(placed((index) => (index === 2 ? 89 : 90 - index), even).standings, 4)).toEqual([
      ['90.00', '5.00'],
      ['89.00', '4.63'],
      ['89.00', '4.63'],
      ['87.00', '4.25'],
    ])
  })

  test('by place leave out who is disqualified, whose figure stays readable', () => {
    const { standings, unranked } = placed(
      (index) => 90 - index,
      { by: 'place', points: [10, 8] },
      { unranked: { n1: 'disqualified' } },
    )
    expect(firstOf(standings, 3)).toEqual([
      ['89.00', '10.00'],
      ['88.00', '8.00'],
      ['87.00', '0.00'],
    ])
    expect(unranked).toMatchObject([
      { contestant: 'n1', total: null, panels: { p: { raw: '90.00', noPoints: true } } },
    ])
  })

  test.each([
    [90, '200.00'],
    [89.99, '190.00'],
    [70, '180.00'],
    [59.99, '160.00'],
    [0, '160.00'],
  ])('by bands: %d gives %s', (score, points) => {
    const bands = [
      { from: 0, points: 160 },
      { from: 90, points: 200 },
      { from: 70, points: 180 },
      { from: 80, points: 190 },
      { from: 60, points: 170 },
    ]
    const { standings } = placed(() => score, { by: 'band', bands })
    expect(standings[0]?.total).toBe(points)
  })

  test('by the share of the best grade, except where the two lowest reach a third', () => {
    const grades = ['best', 'good', 'fair', 'poor'].map((id) => ({ id, name: id, value: null }))
    const ballot: BallotRule = { kind: 'grade', grades, measure: { share: ['best', 'good'] } }
    const convert: Panel['convert'] = {
      by: 'band',
      bands: [
        { from: 0, points: 160 },
        { from: 60, points: 170 },
      ],
      of: { share: ['best'] },
      unless: { share: ['fair', 'poor'], atLeast: 33.33, points: 130 },
    }
    const round = roundWith(ballot, { panels: [panelWith(ballot, { convert })] })
    const given = (a: string, b: string) => graded({ a, b })
    const standings = standingsAfter(round, [
      given('best', 'best'),
      given('best', 'best'),
      given('good', 'poor'),
    ])
    expect(standings.map(({ contestant, total, panels }) => [contestant, total, panels['p']?.raw])).toEqual([
      ['a', '170.00', '66.67'],
      ['b', '130.00', '66.67'],
    ])
  })
})

describe('awards', () => {
  const fifteen = Array.from({ length: 15 }, (_, index) => `n${index + 1}`)
  const given = (scores: readonly number[], awards: Round['awards']) => {
    const round = roundWith(byIdea, { awards })
    const ballots = scores.flatMap((score, index) => judged(fifteen[index] ?? '', score))
    return standingsAfter(round, ballots, { contestants: named(...fifteen) }).flatMap(({ rank, award }) =>
      award === undefined ? [] : [`${rank} ${award}`],
    )
  }
  const falling = fifteen.map((_, index) => 90 - index)
  const tiedFourth = falling.map((score, index) => (index === 4 ? (falling[3] ?? 0) : score))

  test('a share of all who are ranked is rounded down: 30 % of fifteen are four', () => {
    expect(given(falling, [{ id: 'gold', name: 'Gold', most: '30%' }])).toEqual([
      '1 gold',
      '2 gold',
      '3 gold',
      '4 gold',
    ])
  })

  test('equals across the limit get it all, or none of them', () => {
    expect(given(tiedFourth, [{ id: 'gold', name: 'Gold', most: '30%' }])).toEqual([
      '1 gold',
      '2 gold',
      '3 gold',
    ])
    expect(given(tiedFourth, [{ id: 'gold', name: 'Gold', most: 4, ties: 'all' }])).toEqual([
      '1 gold',
      '2 gold',
      '3 gold',
      '4 gold',
      '4 gold',
    ])
  })

  test('go on to those who have none yet, and only to who reaches the total', () => {
    expect(
      given(falling, [
        { id: 'gold', name: 'Gold', most: 1 },
        { id: 'silver', name: 'Silver', from: 88 },
      ]),
    ).toEqual(['1 gold', '2 silver', '3 silver'])
  })
})

describe('what people decided beside the ballots', () => {
  const drop = { high: 1, low: 1 }
  const criteria = [criterion('idea', { max: 10, step: 0.01 })]
  const byTenths: BallotRule = { kind: 'score', criteria, drop }
  const given = [
    ...judged('a', 9.1, 9.25, 9.3, 9.42, 9.6),
    ...judged('b', 9.3, 9.3, 9.3),
    ...judged('c', 0.1, 0.1, 0.1),
  ]
  const rankingBy = (decided: Decided, changes: Partial<Round> = {}) => {
    const round = roundWith(byTenths, changes)
    const contest = contestWith({ rounds: [round] })
    return rankingOf(contest, round, tallyOfBallots(contest, round, given), {}, decided)
  }

  test('is added to the total, which never falls below 0', () => {
    const adjustments = [
      { contestant: 'a', points: '-0.05' },
      { contestant: 'c', points: '-1' },
      { contestant: 'c', points: '+0.50' },
    ]
    expect(
      rankingBy({ adjustments }).standings.map(({ contestant, total, adjusted }) => [
        contestant,
        total,
        adjusted,
      ]),
    ).toEqual([
      ['b', '9.30', undefined],
      ['a', '9.27', '-0.05'],
      ['c', '0.00', '-0.50'],
    ])
  })

  test('enters the total before any rounding too', () => {
    const ties: TieBreak[] = [{ by: 'exact' }]
    const adjustments = [{ contestant: 'a', points: '-0.02' }]
    expect(ranks(rankingBy({ adjustments }, { ties }).standings)).toBe('1 a, 2 b, 3 c')
  })

  test('stays readable where somebody is out of the ranking', () => {
    const adjustments = [{ contestant: 'a', points: '-0.05' }]
    expect(rankingBy({ adjustments, unranked: { a: 'disqualified' } }).unranked).toMatchObject([
      { contestant: 'a', why: 'disqualified', total: '9.27', adjusted: '-0.05' },
    ])
  })

  test('says who of those across the line of a cut is in', () => {
    const cut = { top: 1, ties: 'decide' as const }
    const adjustments = [{ contestant: 'a', points: '-0.02' }]
    const seats = (decided: Decided) =>
      rankingBy({ adjustments, ...decided }, { cut }).standings.map(({ contestant, inCut }) => [
        contestant,
        inCut,
      ])
    expect(seats({})).toEqual([
      ['a', 'decide'],
      ['b', 'decide'],
      ['c', false],
    ])
    expect(seats({ cut: ['b'] })).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ])
  })
})

describe('what separated equal totals', () => {
  const byPanel: TieBreak = { by: 'panel', panel: 'q' }
  const countback: TieBreak = { by: 'countback', panel: 'p' }
  const steps = (ballots: Ballot[]) => {
    const panels = [panelWith(byIdea), panelWith(choose, { electorate: 'q', weight: 0 })]
    const round = roundWith(byIdea, { panels, ties: [byPanel, countback] })
    return standingsAfter(round, ballots).map(({ contestant, rank, tieBreak }) => [
      rank,
      contestant,
      tieBreak?.by,
    ])
  }
  const all = (idea: number) => [...judged('a', idea), ...judged('b', idea), ...judged('c', idea)]
  const forIn = (...choices: string[]): Ballot => ({ electorate: 'q', choices })

  test('is said of both sides', () => {
    expect(steps([...judged('a', 5), ...judged('b', 7), ...judged('c', 5), forIn('c')])).toEqual([
      [1, 'b', undefined],
      [2, 'c', 'panel'],
      [3, 'a', 'panel'],
    ])
  })

  test('is the step that parts it from the rank ahead, else from the one behind', () => {
    const ballots = [...judged('a', 4, 6), ...judged('b', 5, 5), ...judged('c', 5, 5), forIn('c')]
    expect(steps(ballots)).toEqual([
      [1, 'c', 'panel'],
      [2, 'a', 'panel'],
      [3, 'b', 'countback'],
    ])
  })

  test('is said of those who still share a rank, as far as they were parted from others', () => {
    expect(steps([...all(5), forIn('c')])).toEqual([
      [1, 'c', 'panel'],
      [2, 'a', 'panel'],
      [2, 'b', 'panel'],
    ])
    expect(steps(all(5))).toEqual([
      [1, 'a', undefined],
      [1, 'b', undefined],
      [1, 'c', undefined],
    ])
  })
})

describe('the quorum', () => {
  type Quorum = NonNullable<Panel['quorum']>
  const missedOf = (quorum: Quorum, cast: number, base: QuorumBase) => {
    const round = roundWith(choose, { panels: [panelWith(choose, { quorum })] })
    return quorumMissed(round, tallyOf(Array<string>(cast).fill('p|||cast')), base)
  }
  const missed = (atLeast: string, cast: number, eligible: number | null) =>
    missedOf({ atLeast }, cast, { eligible: { p: eligible } })

  test.each<[string, number, number | null, string[]]>([
    ['1/2', 5, 10, []],
    ['1/2', 4, 10, ['p']],
    ['80%', 8, 10, []],
    ['80%', 7, 10, ['p']],
    ['66.7%', 2, 3, ['p']],
    ['2/3', 2, 3, []],
    ['1/2', 9, null, ['p']],
  ])('%s with %i of %s cast', (atLeast, cast, eligible, electorates) => {
    expect(missed(atLeast, cast, eligible)).toEqual(electorates)
  })

  test.each<[Quorum, number, QuorumBase, string[]]>([
    [{ over: '1/2' }, 6, { eligible: { p: 10 } }, []],
    [{ over: '1/2' }, 5, { eligible: { p: 10 } }, ['p']],
    [{ over: '1/2', atLeast: '80%' }, 7, { eligible: { p: 10 } }, ['p']],
    [{ over: '1/2' }, 5, { eligible: { p: 10 }, excused: { p: 1 } }, []],
    [{ atLeast: '1/2', of: 'present' }, 5, { eligible: { p: 10 } }, ['p']],
    [{ atLeast: '1/2', of: 'present' }, 5, { eligible: { p: 20 }, present: { p: 10 } }, []],
  ])('%o with %i cast of %o', (quorum, cast, base, electorates) => {
    expect(missedOf(quorum, cast, base)).toEqual(electorates)
  })

  test('is not missed where there is none', () => {
    expect(quorumMissed(roundWith(choose), tallyOf([]), { eligible: { p: 10 } })).toEqual([])
  })
})

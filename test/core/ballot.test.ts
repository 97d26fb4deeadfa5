import { describe, expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule } from '#contract/contest.ts'
import { checkBallot, filled, onlyAdds, sameBallot } from '#core/ballot.ts'
import { chosen, contestWith, criterion, graded, named, ranked, roundWith, scored } from './factory.ts'

function pathsOf(rule: BallotRule, ballot: Ballot): string[] {
  const round = roundWith(rule)
  return checkBallot(contestWith({ rounds: [round] }), round, filled(ballot)).map(({ path }) => path)
}

test('an electorate votes only where it has a panel', () => {
  expect(pathsOf({ kind: 'choose', max: 1 }, { electorate: 'q', choices: ['a'] })).toEqual(['$.electorate'])
  expect(pathsOf({ kind: 'choose', max: 1 }, { electorate: 'constructor', choices: ['a'] })).toEqual([
    '$.electorate',
  ])
})

test('a panel takes one kind of ballot', () => {
  const grade: BallotRule = { kind: 'grade', grades: [{ id: 'good', name: 'Good', value: 1 }] }
  expect(pathsOf({ kind: 'choose', max: 1 }, ranked('a'))).toEqual(['$.ranking'])
  expect(pathsOf({ kind: 'rank', points: [1] }, chosen('a'))).toEqual(['$.choices'])
  expect(pathsOf({ kind: 'score', criteria: [criterion('idea')] }, graded({ a: 'good' }))).toEqual([
    '$.grades',
  ])
  expect(pathsOf(grade, scored({ a: { idea: 1 } }))).toEqual(['$.scores'])
})

describe('choose', () => {
  const two: BallotRule = { kind: 'choose', min: 1, max: 2 }

  test('takes min to max contestants of the round, none twice', () => {
    expect(pathsOf(two, chosen('a'))).toEqual([])
    expect(pathsOf(two, chosen('b', 'a'))).toEqual([])
    expect(pathsOf(two, chosen())).toEqual(['$.choices'])
    expect(pathsOf(two, chosen('a', 'b', 'c'))).toEqual(['$.choices'])
    expect(pathsOf(two, chosen('a', 'a'))).toEqual(['$.choices[1]'])
    expect(pathsOf(two, chosen('a', 'toString'))).toEqual(['$.choices[1]'])
  })

  test('takes an abstention only where min is 0', () => {
    expect(pathsOf({ kind: 'choose', max: 2 }, chosen())).toEqual(['$.choices'])
    expect(pathsOf({ kind: 'choose', min: 0, max: 2 }, chosen())).toEqual([])
  })
})

describe('grade', () => {
  const rule: BallotRule = {
    kind: 'grade',
    grades: [
      { id: 'good', name: 'Good', value: 3 },
      { id: 'unsure', name: 'Unsure', value: null },
    ],
  }

  test('takes the grades of the panel, for some contestants', () => {
    expect(pathsOf(rule, graded({ a: 'good', c: 'unsure' }))).toEqual([])
    expect(pathsOf(rule, graded({}))).toEqual(['$.grades'])
    expect(pathsOf(rule, graded({ a: 'best', b: 'constructor' }))).toEqual(['$.grades.a', '$.grades.b'])
    expect(pathsOf(rule, graded({ a: 'good', stranger: 'good' }))).toEqual(['$.grades.stranger'])
  })
})

describe('score', () => {
  const criteria = [
    criterion('idea', { max: 10, step: 0.1 }),
    criterion('party', { min: 5, max: 10, step: 0.5 }),
  ]
  const rule: BallotRule = { kind: 'score', criteria }

  test('takes scores in range and on a step', () => {
    expect(pathsOf(rule, scored({ a: { idea: 0, party: 5 }, b: { idea: 9.7, party: 9.5 } }))).toEqual([])
    expect(pathsOf(rule, scored({ a: { idea: 10.1, party: 4.5 } }))).toEqual([
      '$.scores.a.idea',
      '$.scores.a.party',
    ])
    expect(pathsOf(rule, scored({ a: { idea: -0.1, party: 5.2 } }))).toEqual([
      '$.scores.a.idea',
      '$.scores.a.party',
    ])
    expect(pathsOf(rule, scored({ a: { idea: 0.30000000000000004, party: 5 } }))).toEqual(['$.scores.a.idea'])
  })

  test('takes any number in range where there is no step', () => {
    const free: BallotRule = { kind: 'score', criteria: [criterion('idea', { max: 10 })] }
    expect(pathsOf(free, scored({ a: { idea: 1e-7 }, b: { idea: 9.123456789 } }))).toEqual([])
  })

  test('names every criterion that is missing', () => {
    expect(pathsOf(rule, scored({ a: { idea: 1 } }))).toEqual(['$.scores.a.party'])
    expect(pathsOf(rule, scored({ a: {} }))).toEqual(['$.scores.a.idea', '$.scores.a.party'])
    expect(pathsOf(rule, scored({}))).toEqual(['$.scores'])
  })

  test('takes some of the criteria where each stands alone, but not none', () => {
    const alone: BallotRule = { ...rule, per: 'criterion' }
    expect(pathsOf(alone, scored({ a: { idea: 1 } }))).toEqual([])
    expect(pathsOf(alone, scored({ a: {} }))).toEqual(['$.scores.a'])
  })

  test('knows neither strangers nor names that every object has', () => {
    expect(pathsOf(rule, scored({ stranger: { idea: 1, party: 5 } }))).toEqual(['$.scores.stranger'])
    expect(pathsOf(rule, scored({ a: { idea: 1, party: 5, constructor: 1 } }))).toEqual([
      '$.scores.a.constructor',
    ])
  })

  test('finds a criterion missing that has the name of something every object has', () => {
    const named: BallotRule = { kind: 'score', criteria: [criterion('valueOf')] }
    expect(pathsOf(named, scored({ a: {} }))).toEqual(['$.scores.a.valueOf'])
  })
})

describe('rank', () => {
  test('takes as many contestants as there are points, or all of them, none twice', () => {
    const rule: BallotRule = { kind: 'rank', points: [5, 3] }
    expect(pathsOf(rule, ranked('c', 'a'))).toEqual([])
    expect(pathsOf(rule, ranked('c', 'a', 'b'))).toEqual([])
    expect(pathsOf(rule, ranked('c'))).toEqual(['$.ranking'])
    expect(pathsOf(rule, ranked('c', 'c'))).toEqual(['$.ranking[1]'])
    expect(pathsOf(rule, ranked('c', 'x'))).toEqual(['$.ranking[1]'])
    expect(pathsOf({ kind: 'rank', points: [5, 4, 3, 2, 1] }, ranked('c', 'a', 'b'))).toEqual([])
  })
})

test('paths quote ids that need it', () => {
  const round = roundWith({ kind: 'score', criteria: [criterion('7')] })
  const contest = contestWith({ contestants: named('village-3'), rounds: [round] })
  expect(checkBallot(contest, round, filled(scored({ 'village-3': {} })))).toEqual([
    { path: "$.scores['village-3']['7']", code: 'score-missing', params: {} },
  ])
})

describe('the same ballot', () => {
  test.each<[string, Ballot, Ballot, boolean]>([
    ['choices in another order', chosen('a', 'b'), chosen('b', 'a'), true],
    ['other choices', chosen('a', 'b'), chosen('a', 'c'), false],
    ['fewer choices', chosen('a', 'b'), chosen('a'), false],
    ['grades in another order', graded({ a: 'x', b: 'y' }), graded({ b: 'y', a: 'x' }), true],
    ['another grade', graded({ a: 'x' }), graded({ a: 'y' }), false],
    ['scores in another order', scored({ a: { i: 1, j: 2 } }), scored({ a: { j: 2, i: 1 } }), true],
    ['another score', scored({ a: { i: 1, j: 2 } }), scored({ a: { i: 1, j: 3 } }), false],
    ['a ranking in another order', ranked('a', 'b'), ranked('b', 'a'), false],
    ['the same ranking', ranked('a', 'b'), ranked('a', 'b'), true],
    ['another kind', chosen('a'), ranked('a'), false],
    ['another electorate', chosen('a'), { electorate: 'q', choices: ['a'] }, false],
    ['a contestant named as every object has one', graded({}), graded({ toString: 'x' }), false],
  ])('%s', (_, first, second, same) => {
    expect(sameBallot(filled(first), filled(second))).toBe(same)
    expect(sameBallot(filled(second), filled(first))).toBe(same)
  })
})

describe('adding to a ballot', () => {
  const first = scored({ a: { i: 1, j: 2 } })
  test.each<[string, Ballot, Ballot, boolean]>([
    ['a further contestant', first, scored({ b: { i: 3, j: 4 }, a: { j: 2, i: 1 } }), true],
    ['nothing', first, first, true],
    ['a changed score', first, scored({ a: { i: 1, j: 3 }, b: { i: 3, j: 4 } }), false],
    ['a further criterion', scored({ a: { i: 1 } }), first, false],
    ['a contestant taken back', first, scored({ b: { i: 3, j: 4 } }), false],
    ['a further grade', graded({ a: 'x' }), graded({ a: 'x', b: 'y' }), true],
    ['a changed grade', graded({ a: 'x' }), graded({ a: 'y' }), false],
    ['another choice', chosen('a'), chosen('a', 'b'), false],
    ['the same choice', chosen('a', 'b'), chosen('b', 'a'), true],
    ['a longer ranking', ranked('a'), ranked('a', 'b'), false],
    ['another kind', first, graded({ a: 'x' }), false],
    ['another electorate', graded({ a: 'x' }), { electorate: 'q', grades: { a: 'x' } }, false],
  ])('%s', (_, previous, next, allowed) => {
    expect(onlyAdds(filled(previous), filled(next))).toBe(allowed)
  })
})

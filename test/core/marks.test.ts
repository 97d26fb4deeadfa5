import { expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule } from '#contract/contest.ts'
import { marksOf } from '#test/core/factory.ts'
import { chosen, contestWith, criterion, graded, ranked, roundWith, scored } from './factory.ts'

function marks(rule: BallotRule, ballot: Ballot): string[] {
  const round = roundWith(rule)
  return marksOf(contestWith({ rounds: [round] }), round, ballot)
}

test('every ballot leaves a mark that it was cast, an abstention no other', () => {
  expect(marks({ kind: 'choose', min: 0, max: 2 }, chosen())).toEqual(['p|||cast'])
})

test('choices, grades and places', () => {
  expect(marks({ kind: 'choose', max: 2 }, chosen('a', 'c'))).toEqual(['p|||cast', 'p|a||1', 'p|c||1'])
  expect(marks({ kind: 'rank', points: [3, 1] }, ranked('c', 'a'))).toEqual(['p|||cast', 'p|c||1', 'p|a||2'])
  const grade: BallotRule = { kind: 'grade', grades: [{ id: 'good', name: 'Good', value: 3 }] }
  expect(marks(grade, graded({ b: 'good' }))).toEqual(['p|||cast', 'p|b||good'])
})

test('scores, and the total before any rounding', () => {
  const rule: BallotRule = {
    kind: 'score',
    criteria: [criterion('idea', { factor: 0.7 }), criterion('party', { factor: -0.35 })],
  }
  expect(marks(rule, scored({ a: { idea: 9.15, party: 1e-7 }, b: { idea: 10, party: -0 } }))).toEqual([
    'p|||cast',
    'p|a|idea|9.15',
    'p|a|party|0.0000001',
    'p|a||6.404999965',
    'p|b|idea|10',
    'p|b|party|0',
    'p|b||7',
  ])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkBallot, filled } from '#core/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import {
  bestTotal,
  type Criterion,
  readScore,
  refuseTyping,
  tidyScore,
  totalOf,
} from '../../../web/state/score-entry.ts'

const halves: Criterion = { id: 'x', name: '基层党建', max: 20, step: 0.5 }

describe('typing a score', () => {
  it.each([
    ['18.5', null],
    ['21', 'too-high'],
    ['18.3', 'step'],
    ['18.55', 'step'],
    ['-1', 'too-low'],
  ])('%s', (text, refusal) => expect(refuseTyping(halves, text)).toBe(refusal))

  it('lets a figure be begun that is still below the least', () => {
    expect(refuseTyping({ ...halves, min: 10 }, '1')).toBeNull()
    expect(readScore({ ...halves, min: 10 }, '1')).toBeNull()
  })

  it('takes full-width figures and a Chinese full stop from a Chinese keyboard', () => {
    expect(tidyScore('１８。５')).toBe('18.5')
    expect(tidyScore('05')).toBe('5')
    expect(tidyScore('.5')).toBe('0.5')
    expect(tidyScore('12a')).toBeNull()
  })

  it.each(['8,5', '8，5', '８，５', '8、5'])(
    'takes the comma of %s as the point that it stands for',
    (typed) => expect(tidyScore(typed)).toBe('8.5'),
  )

  it('takes a minus sign as it is copied from a document', () => {
    expect(tidyScore('−2.5')).toBe('-2.5')
    expect(tidyScore('－2.5')).toBe('-2.5')
  })

  it('reads as a score exactly what the rules accept, and never refuses a way to it', () => {
    const steps = fc.constantFrom(undefined, 0.1, 0.25, 0.5, 1, 5)
    const criteria = fc
      .record({ min: fc.integer({ min: -20, max: 10 }), span: fc.integer({ min: 1, max: 100 }), step: steps })
      .map(({ min, span, step }): Criterion => ({
        id: 'x',
        name: 'x',
        min,
        max: min + span,
        ...(step !== undefined && { step }),
      }))
    const texts = fc.integer({ min: -15_000, max: 15_000 }).map((hundredths) => String(hundredths / 100))
    fc.assert(
      fc.property(criteria, texts, (criterion, text) => {
        const score = readScore(criterion, text)
        expect(score !== null).toBe(accepted(criterion, Number(text)))
        if (score === null) return
        for (let length = 1; length <= text.length; length += 1)
          expect(refuseTyping(criterion, text.slice(0, length))).toBeNull()
      }),
    )
  })
})

describe('a total', () => {
  it('is exact', () => {
    const tenths: Criterion[] = ['a', 'b', 'c'].map((id) => ({ id, name: id, max: 1, factor: 0.1 }))
    expect(totalOf(tenths, { a: 0.1, b: 0.2, c: 0.3 })).toBe('0.06')
    expect(bestTotal(tenths)).toBe('0.3')
  })

  it('leaves out what is not scored', () => expect(totalOf([halves], {})).toBe('0'))
})

const accepted = (criterion: Criterion, score: number): boolean => {
  const contest: Contest = {
    id: 'harvest',
    title: 'x',
    electorates: [{ id: 'judge', name: '评委', role: 'judge' }],
    contestants: [{ id: 'a', name: '甲' }],
    rounds: [
      {
        id: 'one',
        title: 'x',
        panels: [{ electorate: 'judge', ballot: { kind: 'score', criteria: [criterion] } }],
      },
    ],
  }
  const [round] = contest.rounds
  if (round === undefined) throw new Error('there is one')
  return (
    checkBallot(contest, round, filled({ electorate: 'judge', scores: { a: { x: score } } })).length === 0
  )
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, BallotRuleOf } from '#contract/contest.ts'
import { checkBallot, filled } from '#core/ballot.ts'
import { parseContest } from '#core/document.ts'
import { contestWith, criterion, graded, named, roundWith, scored } from './factory.ts'

const grades = ['best', 'good', 'poor'].map((id) => ({ id, name: id.toUpperCase(), value: null }))
const measure = { share: ['best'] }
const gradeRule = (rule: Partial<BallotRuleOf<'grade'>>): BallotRule => ({
  kind: 'grade',
  grades,
  measure,
  ...rule,
})
const scoreRule = (rule: Partial<BallotRuleOf<'score'>>): BallotRule => ({
  kind: 'score',
  criteria: [criterion('idea', { max: 10 }), criterion('form', { max: 100, factor: 0.9 })],
  ...rule,
})

const contestOf = (rule: BallotRule, size = 3) =>
  contestWith({ contestants: named(...['a', 'b', 'c', 'd', 'e'].slice(0, size)), rounds: [roundWith(rule)] })

/** Codes of what is wrong with a ballot, with what is said of it. */
const faultsOf = (rule: BallotRule, ballot: Ballot) => {
  const contest = contestOf(rule)
  const [round = roundWith(rule)] = contest.rounds
  return checkBallot(contest, round, filled(ballot)).map(({ path, code, params }) => ({
    path,
    code,
    ...params,
  }))
}

const documentFaults = (rule: BallotRule, size = 3): string[] => {
  const parsed = parseContest(contestOf(rule, size))
  return 'faults' in parsed
    ? parsed.faults.map(({ path, code }) => `${path.replace('$.rounds[0].panels[0].ballot', '')} ${code}`)
    : []
}

describe('a ballot', () => {
  const most: BallotRule = gradeRule({ limits: [{ grades: ['best', 'good'], most: 2 }] })

  test('may give a grade as often as its limit says, and no more', () => {
    expect(faultsOf(most, graded({ a: 'best', b: 'good' }))).toEqual([])
    expect(faultsOf(most, graded({ a: 'best', b: 'good', c: 'good' }))).toEqual([
      { path: '$.grades', code: 'limit-above', what: 'BEST、GOOD', count: 3, most: 2 },
    ])
  })

  test('marks everybody where it has to be whole, and some of them so often', () => {
    const rule = gradeRule({ whole: true, limits: [{ grades: ['poor'], least: 1 }] })
    expect(faultsOf(rule, graded({ a: 'best' })).map(({ code }) => code)).toEqual([
      'not-whole',
      'limit-below',
    ])
    expect(faultsOf(rule, graded({ a: 'best', b: 'good', c: 'best' }))).toEqual([
      { path: '$.grades', code: 'limit-below', what: 'POOR', count: 0, least: 1 },
    ])
    expect(faultsOf(rule, graded({ a: 'best', b: 'good', c: 'poor' }))).toEqual([])
  })

  test('does not mark all of them the same', () => {
    const rule = scoreRule({ whole: true, notAllEqual: true })
    const all = (...forms: number[]) =>
      scored(
        Object.fromEntries(forms.map((form, index) => [['a', 'b', 'c'][index] ?? '', { idea: 1, form }])),
      )
    expect(faultsOf(rule, all(50, 50, 50))).toEqual([{ path: '$.scores', code: 'all-equal' }])
    expect(faultsOf(rule, all(50, 50, 51))).toEqual([])
  })

  test('is counted by its totals as they are announced', () => {
    const rule = scoreRule({
      whole: true,
      limits: [
        { atLeast: 90, most: 1 },
        { atLeast: 70, below: 80, least: 1 },
        { below: 70, most: 0 },
      ],
    })
    // 0.9 × 88.883 + 10 is 89.9947, announced as 89.99; 88.889 makes 90.0001.
    const ballot = (first: number, second: number, third: number) =>
      scored({ a: { idea: 10, form: first }, b: { idea: 10, form: second }, c: { idea: 10, form: third } })
    expect(faultsOf(rule, ballot(88.883, 88.889, 70))).toEqual([])
    expect(
      faultsOf(rule, ballot(88.8885, 88.889, 66)).map(({ code, ...said }) => [
        code,
        'what' in said && said.what,
      ]),
    ).toEqual([
      ['limit-above', '≥ 90'],
      ['limit-below', '70 – 80'],
      ['limit-above', '< 70'],
    ])
  })
})

describe('limits of a document', () => {
  test.each<[string, BallotRule, string[]]>([
    ['at most', gradeRule({ limits: [{ grades: ['best'], most: 1 }] }), []],
    ['without a number', gradeRule({ limits: [{ grades: ['best'] }] }), ['.limits[0] limit-without-bound']],
    ['without a range', scoreRule({ limits: [{ most: 1 }] }), ['.limits[0] limit-without-range']],
    [
      'of an empty range',
      scoreRule({ limits: [{ atLeast: 9, below: 9, most: 1 }] }),
      ['.limits[0].below not-above'],
    ],
    [
      'of unknown grades',
      gradeRule({ limits: [{ grades: ['fine'], most: 1 }] }),
      ['.limits[0].grades[0] unknown-grade'],
    ],
    [
      'at least, of ballots that may leave out',
      gradeRule({ limits: [{ grades: ['best'], least: 1 }] }),
      ['.limits[0].least needs-whole'],
    ],
    [
      'at least above at most',
      gradeRule({ whole: true, limits: [{ grades: ['best'], least: 2, most: 1 }] }),
      ['.limits[0].most below-min'],
    ],
    [
      'not all equal, of ballots that may leave out',
      gradeRule({ notAllEqual: true }),
      ['.notAllEqual needs-whole'],
    ],
    [
      'at least more than there are',
      gradeRule({ whole: true, limits: [{ grades: ['best'], least: 4 }] }),
      ['.limits limits-cannot-be-met'],
    ],
    [
      'that leave no grade for somebody',
      gradeRule({
        whole: true,
        limits: grades.map(({ id }) => ({ grades: [id], most: id === 'best' ? 0 : 1 })),
      }),
      ['.limits limits-cannot-be-met'],
    ],
    [
      'of totals that nobody can give',
      scoreRule({ whole: true, limits: [{ atLeast: 100.5, least: 1 }] }),
      ['.limits limits-cannot-be-met'],
    ],
    [
      'of totals that leave nothing',
      scoreRule({
        whole: true,
        limits: [
          { atLeast: 50, most: 1 },
          { below: 50, most: 1 },
        ],
      }),
      ['.limits limits-cannot-be-met'],
    ],
    [
      'of totals that leave the middle',
      scoreRule({
        whole: true,
        limits: [
          { atLeast: 90, most: 1 },
          { below: 50, most: 1 },
        ],
      }),
      [],
    ],
  ])('%s', (_, rule, faults) => expect(documentFaults(rule)).toEqual(faults))

  test('that no ballot over one contestant can keep', () => {
    expect(documentFaults(gradeRule({ whole: true, notAllEqual: true }), 1)).toEqual([
      '.notAllEqual always-equal',
    ])
  })

  test('are refused exactly where no ballot keeps them', () => {
    const limit = (of: string[]) =>
      fc
        .record({ least: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }), most: fc.nat(3) })
        .map(({ least, most }) => ({
          grades: of,
          most,
          ...(least !== undefined && least <= most && { least }),
        }))
    const limits = fc
      .tuple(limit(['best']), limit(['best', 'good']), limit(['poor']))
      .chain((all) => fc.subarray(all))
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 4 }), (some, size) => {
        const rule = gradeRule({ whole: true, limits: some })
        const people = ['a', 'b', 'c', 'd'].slice(0, size)
        const ballots = people.reduce<Record<string, string>[]>(
          (all, id) => all.flatMap((ballot) => grades.map((grade) => ({ ...ballot, [id]: grade.id }))),
          [{}],
        )
        const keeps = ballots.some((ballot) =>
          some.every(({ grades: of, least = 0, most }) => {
            const count = Object.values(ballot).filter((grade) => of.includes(grade)).length
            return count >= least && count <= most
          }),
        )
        expect(documentFaults(rule, size)).toEqual(keeps ? [] : ['.limits limits-cannot-be-met'])
      }),
      { numRuns: 150 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BallotRule, Contest, Panel, Round } from '#contract/contest.ts'
import { parseContest } from '#core/document.ts'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../../../web/i18n/language.svelte.ts'
import { formOf } from '../../../../../web/pages/console/setup/form/document-form.ts'
import { documentOf } from '../../../../../web/pages/console/setup/form/form-document.ts'
import haiyang from '../../../../../examples/haiyang-2022/contest.json' with { type: 'json' }
import daze from '../../../../../examples/daze-2021/contest.json' with { type: 'json' }

language.set('zh-CN')

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const line = fc.constantFrom(
  '东村',
  '西村 二组',
  '1. 南村',
  '“北”村',
  '村\t庄',
  '甲, 乙',
  '序号',
  '"丙"',
  '名称',
)
const points = fc.integer({ min: 1, max: 1_000 }).map((tenths) => tenths / 10)
/** An object without what is not there: a document has no `undefined`. */
const record = <T extends object>(shape: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(shape).map((value) => JSON.parse(JSON.stringify(value)) as T)

const choose = record({
  kind: fc.constant('choose'),
  max: fc.integer({ min: 3, max: 9 }),
  min: optional(fc.integer({ min: 0, max: 3 })),
  measure: optional(fc.constantFrom('percent', 'votes')),
})
const score = record({
  kind: fc.constant('score'),
  criteria: fc
    .array(record({ name: line, max: points, step: optional(points), factor: optional(points) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map(numbered('x')),
  drop: optional(
    fc.oneof(
      fc.constant({ high: 1, low: 1 }),
      fc.constant({ high: 2, low: 2 }),
      fc.constant({ high: 1, low: 0 }),
      fc.constant({ high: 1, low: 1, atLeast: 5 }),
    ),
  ),
  per: optional(fc.constantFrom('total', 'criterion')),
  whole: fc.constant(true),
  notAllEqual: optional(fc.constant(true)),
  limits: optional(
    fc.constantFrom([
      { atLeast: 90.5, most: 3 },
      { below: 70, least: 1, most: 2 },
    ]),
  ),
})
const grade = record({
  kind: fc.constant('grade'),
  grades: fc
    .array(record({ name: line, value: fc.option(points) }), { minLength: 1, maxLength: 4 })
    .map(numbered('y')),
  measure: optional(fc.constantFrom('mean', { share: ['y1'] })),
  whole: optional(fc.constant(true)),
  limits: optional(fc.constant([{ grades: ['y1'], most: 3 }])),
})
const rank = record({
  kind: fc.constant('rank'),
  points: fc.array(points, { minLength: 1, maxLength: 4 }),
  measure: optional(fc.constantFrom('sum', 'percent')),
})
const speechPart = record({
  name: line,
  seconds: fc.integer({ min: 61, max: 1_200 }),
  warn: optional(fc.constantFrom([60], [60, 30], [])),
})
const bands = [
  { from: 90, points: 200 },
  { from: 0, points: 160.5 },
  { from: 70, points: -1 },
]
const conversion = fc.constantFrom(
  { by: 'band', bands },
  { by: 'band', bands, of: { share: ['y1'] }, unless: { share: ['y1'], atLeast: 33.33, points: 130 } },
  { by: 'place', points: [5, 3.5, 0] },
  { by: 'place', full: 5, less: 'even' },
  { by: 'place', full: 100, less: 2.5 },
)
const panel = (electorate: string) =>
  record({
    electorate: fc.constant(electorate),
    weight: optional(fc.constantFrom(0, 100, 33.3)),
    ballot: fc.oneof(choose, score, grade, rank),
    quorum: optional(
      fc.constantFrom(
        { atLeast: '1/2' },
        { over: '66.7%' },
        { atLeast: '1/2', of: 'present' },
        { over: '1/2', of: 'eligible' },
        { over: '1/2', atLeast: '1/3' },
      ),
    ),
    recuse: optional(fc.constantFrom({ match: [] }, { match: ['unit', 'name'] })),
    convert: optional(conversion),
  })
const round = fc
  .tuple(
    record({
      title: line,
      secret: optional(fc.boolean()),
      revisable: optional(fc.boolean()),
      figures: optional(fc.constantFrom('closed', 'published')),
      speech: optional(record({ parts: fc.array(speechPart, { minLength: 1, maxLength: 3 }) })),
      showMarks: optional(record({ atLeast: fc.integer({ min: 1, max: 9 }) })),
      seconds: optional(fc.integer({ min: 1, max: 86_400 })),
      awards: optional(
        fc
          .array(
            record({
              name: line,
              from: optional(points),
              most: fc.constantFrom(1, 3, '30%', '1/3'),
              ties: optional(fc.constant('all')),
            }),
            { maxLength: 3 },
          )
          .map(numbered('w')),
      ),
      ties: optional(fc.subarray([{ by: 'exact' }, { by: 'voters', panel: 'jury' }, { by: 'order' }])),
      cut: optional(
        record({
          top: fc.integer({ min: 1, max: 9 }),
          ties: fc.constantFrom('all', 'decide'),
          name: optional(line),
        }),
      ),
    }),
    fc.constantFrom({}, { group: 'hills' }, { contestants: ['a2', 'a1'] }),
    fc.tuple(panel('jury'), panel('village')).chain((both) => fc.shuffledSubarray(both, { minLength: 1 })),
  )
  .map(([rest, field, panels]) => ({ ...rest, ...field, panels }))
const contest = record({
  id: fc.constant('harvest'),
  title: line,
  organiser: optional(line),
  language: optional(fc.constantFrom('zh-CN', 'en')),
  decimals: optional(fc.constantFrom(0, 3)),
  namedComments: optional(fc.boolean()),
  stream: optional(
    fc.constantFrom({ kind: 'none' }, { kind: 'none', url: '/a' }, { kind: 'hls', url: '/a', poster: '/p' }),
  ),
  look: optional(fc.constantFrom({}, { accent: '#b3261e' }, { logo: '/logo.png' })),
  electorates: fc.constant([
    { id: 'village', name: '村', role: 'voter', admission: 'code', oneDevice: true },
    { id: 'jury', name: '评委', role: 'judge' },
  ]),
  groups: fc.constant([
    { id: 'hills', name: '山' },
    { id: 'coast', name: '海' },
  ]),
  contestants: fc
    .array(
      record({
        name: line,
        unit: optional(line),
        presenter: optional(line),
        group: optional(fc.constantFrom('hills', 'coast')),
        highlights: optional(fc.constant('多\n行')),
      }),
      { minLength: 2, maxLength: 6 },
    )
    .map(numbered('a')),
  rounds: fc.array(round, { minLength: 1, maxLength: 3 }).map(numbered('t')),
})

function numbered<T extends object>(prefix: string) {
  return (items: T[]) => items.map((item, index) => ({ id: `${prefix}${index + 1}`, ...item }))
}

describe('a document that is opened in the form', () => {
  it('is the same document when it is saved as it is', () => {
    fc.assert(
      fc.property(contest, (document) => {
        // Names of every kind are in it; where the rules are broken, as by a tie-break without its panel, no document comes to the form.
        const parsed = parseContest(document)
        if ('contest' in parsed) expect(documentOf(formOf(parsed.contest))).toEqual(parsed.contest)
      }),
      { numRuns: 500 },
    )
  })

  it.each([haiyang, daze])('is the same also where it is a real one: $id', (document) => {
    const parsed = parseContest(document)
    if (!('contest' in parsed)) throw new Error('examples have no faults')
    expect(documentOf(formOf(parsed.contest))).toEqual(parsed.contest)
  })

  it('reads how long each may speak, and leaves a speech in parts as it is', () => {
    const speechAfter = (typed: string, speech?: Round['speech']) => {
      const form = formOf(contestWith({}, speech ? { speech } : {}))
      const [first] = form.rounds
      if (first) first.speech = typed
      return documentOf(form).rounds[0]?.speech
    }
    const part = { name: '陈述', seconds: 480, warn: [120, 60] }
    expect(speechAfter('8')).toEqual({ parts: [{ name: '发言', seconds: 480, warn: [60] }] })
    expect(speechAfter('1分30秒', { parts: [part] })).toEqual({
      parts: [{ ...part, seconds: 90, warn: [60] }],
    })
    expect(speechAfter('', { parts: [part] })).toBeUndefined()
    expect(speechAfter('', { parts: [part, part] })).toEqual({ parts: [part, part] })
  })

  it('shows from how many judges on marks are shown, and forgets it where no judge gives any by name', () => {
    const judges = { id: 'jury', name: '评委', role: 'judge' as const }
    const criteria = [{ id: 'k', name: '内容', max: 100 }]
    const scored: Panel[] = [{ electorate: 'jury', ballot: { kind: 'score', criteria } }]
    const marksAfter = (change: (form: ReturnType<typeof formOf>) => void) => {
      const form = open({ electorates: [judges] }, { panels: scored, showMarks: { atLeast: 5 } })
      change(form)
      return documentOf(form).rounds[0]?.showMarks
    }
    const [marks, secret, kind] = [
      (typed: string) => marksAfter(({ rounds }) => rounds.forEach((round) => (round.marks = typed))),
      marksAfter(({ rounds }) => rounds.forEach((round) => (round.secret = true))),
      marksAfter(({ rounds }) =>
        rounds.forEach(({ panels }) => panels.forEach((panel) => (panel.kind = 'grade'))),
      ),
    ]
    expect(marksAfter(() => undefined)).toEqual({ atLeast: 5 })
    expect([marks(' ７ '), marks(''), secret, kind]).toEqual([
      { atLeast: 7 },
      undefined,
      undefined,
      undefined,
    ])
  })

  const open = (over: Partial<Contest>, first: Partial<Round> = {}) => formOf(contestWith(over, first))

  it('keeps the ids of contestants who stay, wherever they stand then, and of one whose name was mended', () => {
    const form = open({
      contestants: [
        { id: 'east', name: '东村', highlights: '一' },
        { id: 'west', name: '西材', highlights: '二' },
        { id: 'north', name: '北村' },
      ],
    })
    form.contestants.text = '北村\n西村\n东村\n南村'
    expect(documentOf(form).contestants).toEqual([
      { id: 'north', name: '北村' },
      { id: 'west', name: '西村', highlights: '二' },
      { id: 'east', name: '东村', highlights: '一' },
      { id: 'c4', name: '南村' },
    ])
  })

  it('keeps what the form does not show of a panel until its kind changes', () => {
    const ballot: BallotRule = { kind: 'choose', max: 1, measure: 'votes' }
    const panels: Panel[] = [{ electorate: 'village', ballot }]
    const form = open({}, { panels })
    const [first] = form.rounds
    if (first?.panels[0] === undefined) throw new Error('there is a panel')
    first.panels[0].most = '2'
    expect(documentOf(form).rounds[0]?.panels[0]?.ballot).toEqual({
      kind: 'choose',
      max: 2,
      measure: 'votes',
    })
    first.panels[0].kind = 'rank'
    expect(documentOf(form).rounds[0]?.panels[0]?.ballot).toEqual({ kind: 'rank', points: [] })
  })

  it('lets groups go that nobody is in any more, and takes out what was emptied', () => {
    const form = open(
      {
        organiser: '委',
        groups: [{ id: 'hills', name: '山' }],
        contestants: [{ id: 'a', name: '甲', group: 'hills' }],
      },
      {
        cut: { top: 1, ties: 'all', name: '晋级' },
        seconds: 60,
        panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 1 }, quorum: { atLeast: '1/2' } }],
      },
    )
    const [first] = form.rounds
    if (first?.panels[0] === undefined) throw new Error('there is a panel')
    form.organiser = ''
    form.contestants.text = '甲'
    first.time = ''
    first.cut.top = ''
    first.panels[0].quorum = ''
    expect(documentOf(form)).toEqual(contestWith({ contestants: [{ id: 'a', name: '甲' }] }))
  })
})

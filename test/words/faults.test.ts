import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type * as z from 'zod'
import { castSchema } from '#contract/ballot.ts'
import { commandSchema } from '#core/contest/commands.ts'
import { contestSchema } from '#contract/contest.ts'
import { type FaultCode, type FaultParams, saidBySchemas } from '#contract/faults.ts'
import { openSessionSchema, rosterRowSchema } from '#contract/people.ts'
import { schemaFaults, tryParse } from '#core/faults.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { words as en } from '#words/en/faults.ts'
import { say } from '#words/say.ts'
import { words as zh } from '#words/zh/faults.ts'

const root = join(import.meta.dirname, '../..')

/** Parameters that stand out in a sentence, for every code that there is. */
const examples: { [Code in FaultCode]: FaultParams[Code] } = {
  'unknown-field': {},
  missing: { expected: 'string' },
  'wrong-type': { expected: 'string', received: 'number' },
  'text-too-short': { least: 31 },
  'text-too-long': { most: 32 },
  'too-few-items': { least: 33 },
  'too-many-items': { most: 34 },
  'below-least': { expected: 'number', least: 35 },
  'not-above': { expected: 'number', bound: 36 },
  'above-most': { expected: 'int', most: 37 },
  'not-an-option': { options: '"a"|"b"' },
  'unknown-kind': { options: "'a' | 'b'" },
  'wrong-key': {},
  'wrong-pattern': { pattern: '/^a/' },
  'id-form': { pattern: '/^b/' },
  'reserved-word': {},
  'hidden-letter': {},
  'not-a-share': {},
  'not-a-colour': {},
  'not-a-digest': {},
  'not-points': {},
  'not-a-time': {},
  'not-an-id': {},
  'not-a-version': {},
  'not-a-count': {},
  invalid: {},
  'more-faults': { count: 38 },
  'beyond-listing': {},
  'not-json': {},
  'json-syntax': { line: 53, column: 54, near: 'nearby' },
  'json-sign': { line: 55, column: 56, sign: '，' },
  'json-ended': {},
  'too-deep': { most: 39 },
  'too-many-values': { most: 40 },
  'id-taken': { id: 'east' },
  'id-looks-like': { id: 'еast', like: 'east' },
  'unknown-electorate': { id: 'village' },
  'unknown-group': { id: 'hills' },
  'unknown-contestant': { id: 'north' },
  'unknown-grade': { id: 'fine' },
  'unknown-round': { id: 'final' },
  'unknown-criterion': { panel: 'jury', criterion: 'voice' },
  'name-looks-like': { name: '甲村', like: '甲村' },
  'other-contest': { id: 'harvest', address: 'spring' },
  'stream-without-address': { kind: 'hls' },
  'address-form': {},
  'logo-form': {},
  'misleading-address': {},
  'low-contrast': { contrast: '2.10', least: 4.5, ground: 'paper', colour: '#faf8f5' },
  'below-min': { min: 41 },
  'choose-beyond-field': { min: 42, size: 43 },
  'eligible-unknown': {},
  'share-range': {},
  'mean-without-value': {},
  'percent-without-points': {},
  'drop-leaves-none': { least: 44 },
  'bands-have-gap': { from: 60, least: '57' },
  'band-repeated': { from: 59 },
  'share-without-grades': {},
  'exact-with-converted': { panel: 'jury' },
  'limit-without-bound': {},
  'limit-without-range': {},
  'needs-whole': {},
  'always-equal': {},
  'limits-cannot-be-met': { size: 61 },
  'not-whole': { count: 62, of: 63 },
  'all-equal': {},
  'limit-above': { what: '优秀', count: 64, most: 65 },
  'limit-below': { what: '≥ 90', count: 66, least: 67 },
  'over-range': {},
  'quorum-without-share': {},
  'recusal-with-rank': {},
  'recusal-with-eligible': {},
  'recusal-in-secret': {},
  'recusal-without-roster': {},
  recused: {},
  'no-recusal': {},
  'shadow-not-judge': {},
  'shadow-stays': { id: 'j68' },
  'not-yes': { given: 'perhaps' },
  'award-for-nobody': { id: 'silver' },
  'named-twice': { id: 'fine' },
  'listed-twice': { id: 'east' },
  'panel-repeated': { electorate: 'jury' },
  'group-and-contestants': {},
  'round-without-contestants': {},
  'secret-live-figures': {},
  'secret-shown-marks': {},
  'shown-marks-without-judges': {},
  'tie-without-panel': { panel: 'jury' },
  'warn-beyond-part': { seconds: 481 },
  'warn-repeated': { seconds: 61 },
  'steps-out-of-order': {},
  'unknown-proposal': { proposal: 71 },
  'not-in-book': { ballot: 'r-72' },
  'too-many-decimals': { places: 3 },
  'no-speech': {},
  'no-such-part': { parts: 7 },
  'panel-without-criteria': { panel: 'jury' },
  'no-vote': {},
  'other-ballot-kind': { wanted: 'choices' },
  'not-in-round': {},
  'marked-twice': {},
  'too-few': { count: 45, least: 46 },
  'too-many': { count: 48, most: 47 },
  'no-grades': {},
  'not-a-grade': {},
  'no-scores': {},
  'no-criteria': {},
  'score-missing': {},
  'not-a-criterion': {},
  'score-range': { min: 49, max: 50 },
  'score-step': { min: 51, step: 0.5 },
  'only-judges-comment': {},
  'electorate-without-roster': { electorate: 'guests' },
  'row-repeated': { id: 'v-1', row: 52 },
  'other-electorate': { id: 'v-1', electorate: 'jury' },
  'person-changes': { id: 'v-1', was: 'Wang Ming', now: 'Zhao Si' },
  'not-on-roster': { id: 'v-1' },
  'not-changed-by-list': { id: 'v-1' },
  'has-ballot': { id: 'v-1', round: 'final' },
  'may-have-voted': { id: 'v-1', round: 'final' },
  'old-excel': {},
  'web-page': {},
  'no-table': {},
  'table-empty': {},
  'sheets-hidden': { names: 'last year' },
  'table-too-big': { megabytes: 53 },
  'too-many-cells': { rows: 54, columns: 55 },
  'bad-byte': { line: 56 },
  'quote-unclosed': { line: 57 },
  'reading-too-slow': {},
  'reading-stopped': {},
  'cell-error': { shown: '#N/A' },
  'formula-unsaved': {},
  'number-cut': { shown: '1.1E+17' },
  'unknown-format': { format: '[DBNum1]0' },
  'line-break': {},
  'damaged-text': {},
  'no-head': { titles: 'Id / Name' },
  'nobody-in-table': {},
  'person-without-column': {},
  'cells-by-spaces': {},
  'lists-beside': { titles: '编号 / 姓名' },
  'cell-truth': { shown: 'TRUE' },
  'electorate-without-column': { known: 'jury / home' },
  'cell-empty': {},
  'row-too-long': { cells: 58, titles: 59, separator: ',' },
  'not-a-person': { text: 'Total' },
  'no-such-electorate': { given: 'guests', known: 'jury / home' },
  'electorate-like': { given: 'jurors', like: 'jury' },
  'same-person': { row: 60 },
  'unknown-event': {},
}
// Keys of an object lose their type.
const codes = Object.keys(examples) as FaultCode[]
const sayExample = (code: FaultCode, words: typeof en): string => say(words, { code, params: examples[code] })

describe('every code', () => {
  test.each(codes)('%s has a sentence in both languages that tells all there is to say', (code) => {
    const [english, chinese] = [sayExample(code, en), sayExample(code, zh)]
    expect(english).toMatch(/^[\p{Script=Latin}‘\d"#]/u)
    expect(chinese).toMatch(/\p{Script=Han}/u)
    for (const said of [english.replace('received undefined', ''), chinese])
      expect(said).not.toMatch(/undefined|\[object|NaN/)
    for (const value of Object.values(examples[code])) expect(english).toContain(String(value))
  })

  it('is said somewhere', () => {
    const sources = ['functions', 'local', 'web'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(
          (path) => /\.(ts|svelte)$/.test(path) && !path.startsWith('dist') && path !== 'contract/faults.ts',
        )
        .map((path) => readFileSync(join(root, folder, path), 'utf8')),
    )
    const text = sources.join('\n')
    // Made of two parts where they are said.
    const made = new Set<FaultCode>(['unknown-round', 'unknown-contestant'])
    expect(codes.filter((code) => !made.has(code) && !text.includes(`'${code}'`))).toEqual([])
  })

  it('is one in English where one thing is left', () => {
    expect(say(en, { code: 'more-faults', params: { count: 1 } })).toBe('1 more fault is not listed')
    expect(say(en, { code: 'choose-beyond-field', params: { min: 2, size: 1 } })).toBe(
      'Nobody can choose 2 of 1 contestant',
    )
  })
})

/** A document in which everything stands that can stand there. */
const contest = contestWith({
  language: 'en',
  decimals: 2,
  stream: { kind: 'hls', url: '/live.m3u8' },
  look: { accent: '#b3261e', logo: '/logo.png' },
  groups: [{ id: 'hills', name: 'Hills' }],
  rounds: [
    roundWith({
      panels: [
        { electorate: 'village', ballot: { kind: 'choose', min: 1, max: 2 }, quorum: { atLeast: '1/2' } },
        {
          electorate: 'jury',
          ballot: { kind: 'grade', grades: [{ id: 'a', name: 'A', value: 1 }], measure: { share: ['a'] } },
        },
        {
          electorate: 'hall',
          ballot: {
            kind: 'score',
            criteria: [{ id: 'c', name: 'C', max: 5, step: 1 }],
            drop: { high: 1, low: 1 },
          },
        },
        { electorate: 'guests', ballot: { kind: 'rank', points: [3, 2, 1] } },
      ],
      ties: [{ by: 'criterion', panel: 'hall', criterion: 'c' }, { by: 'exact' }],
      cut: { top: 1, ties: 'all' },
    }),
  ],
})
const requests: [z.ZodType, unknown][] = [
  [contestSchema, contest],
  [
    castSchema,
    {
      ballot: { electorate: 'hall', scores: { east: { c: 1 } } },
      requestId: 'r',
      replaces: 0,
      comments: { east: { note: 'n' } },
    },
  ],
  [castSchema, { ballot: { electorate: 'village', choices: ['east'] }, requestId: 'r', delay: 3 }],
  [commandSchema, { type: 'publishResult', round: 'final', version: 1, confirm: true }],
  [commandSchema, { type: 'showOverlay', parts: ['name'] }],
  [commandSchema, { type: 'showMarks', round: 'final', contestant: 'east' }],
  [commandSchema, { type: 'startSpeech', contestant: 'east', part: 1 }],
  [commandSchema, { type: 'messageStage', text: 't' }],
  [openSessionSchema, { contest: 'harvest', electorate: 'guests' }],
  [rosterRowSchema, { id: 'v-1', electorate: 'village', name: 'Zhang' }],
]

const wrongValues = [
  null,
  true,
  -1,
  0,
  1.5,
  1e300,
  Infinity,
  '',
  ' ',
  'x'.repeat(3_000),
  'a b',
  'constructor',
  'a\u3164',
  [],
  {},
  ['x'],
  Array(2_001).fill('x'),
]

type Place = { holder: Record<string, unknown>; name: string }

const placesIn = (value: unknown): Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, child]) => [
        { holder: value as Record<string, unknown>, name },
        ...placesIn(child),
      ])

describe('what a schema finds', () => {
  it('is said in English as the schema says it, whatever is wrong with a request', () => {
    const request = fc.nat(requests.length - 1)
    const change = fc.record({ at: fc.nat(), wrong: fc.nat(wrongValues.length) })
    fc.assert(
      fc.property(request, fc.array(change, { minLength: 1, maxLength: 4 }), (index, changes) => {
        const [schema, right] = requests[index] ?? [contestSchema]
        const value: unknown = structuredClone(right)
        for (const { at, wrong } of changes) {
          const places = placesIn(value)
          const place = places[at % Math.max(1, places.length)]
          if (place) place.holder[place.name] = structuredClone(wrongValues[wrong])
        }
        const issues = tryParse(schema, value)?.error?.issues ?? []
        for (const issue of issues.flatMap(leaves)) {
          const [fault] = schemaFaults({ issues: [issue] } as z.core.$ZodError)
          if (fault) expect(say(en, fault)).toBe(issue.message)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

const own = new Set<string>(saidBySchemas)

/** Issues that have a sentence of the schema's: not those that stand for others, and none that a schema of ours words itself. */
function leaves(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return issue.errors.flat().flatMap(leaves)
  return issue.code === 'unrecognized_keys' || own.has(issue.message) ? [] : [issue]
}

test('no page reads English sentences with a regular expression', () => {
  const pages = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith('dist'))
    .map((path) => ({ path, source: readFileSync(join(root, 'web', path), 'utf8') }))
  expect(pages.length).toBeGreaterThan(100)
  const reading = pages.filter(({ source }) =>
    /\/\^?(?:\(\?:)?[A-Za-z]{2,} [a-z(\\]/.test(source.replace(/\/[/*].*$/gm, '')),
  )
  expect(reading.map(({ path }) => path)).toEqual([])
})

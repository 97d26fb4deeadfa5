import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BallotRule, Contest, Panel, Round } from '#contract/contest.ts'
import { parseContest } from '#core/document.ts'
import { choose, contestWith, criterion, named, panelWith, roundWith } from './factory.ts'

/** Where the faults are, sorted. */
function pathsOf(document: unknown): string[] {
  const parsed = parseContest(document)
  return 'faults' in parsed ? parsed.faults.map(({ path }) => path).sort() : []
}

const ofRound = (round: Round, changes: Partial<Contest> = {}) =>
  pathsOf(contestWith({ rounds: [round], ...changes }))
const ofBallot = (ballot: BallotRule) => ofRound(roundWith(ballot))

const full: Contest = {
  ...contestWith(),
  decimals: 3,
  stream: { kind: 'hls', url: '/sample/live.m3u8' },
  groups: named('east'),
  contestants: [
    { id: 'a', name: 'A', group: 'east' },
    { id: 'b', name: 'B' },
    { id: 'c', name: 'C' },
  ],
  rounds: [
    {
      id: 'first',
      title: 'First',
      group: 'east',
      panels: [
        {
          electorate: 'p',
          weight: 70,
          ballot: {
            kind: 'score',
            criteria: [criterion('idea', { step: 0.3, max: 1, factor: -0.5 })],
            drop: { high: 1, low: 1, atLeast: 3 },
          },
          quorum: { atLeast: '100%' },
        },
        {
          electorate: 'q',
          ballot: { kind: 'choose', min: 0, max: 9, base: 'eligible' },
          quorum: { atLeast: '1/2' },
        },
      ],
      awards: [
        { id: 'gold', name: 'Gold', most: '15%', ties: 'all' },
        { id: 'silver', name: 'Silver', from: 80, most: 3 },
        { id: 'bronze', name: 'Bronze' },
      ],
      ties: [
        { by: 'criterion', panel: 'p', criterion: 'idea' },
        { by: 'countback', panel: 'q' },
        { by: 'exact' },
        { by: 'order' },
      ],
      cut: { top: 9, ties: 'decide' },
      speech: {
        parts: [
          { name: '陈述', seconds: 480, warn: [60, 10] },
          { name: '答辩', seconds: 120 },
        ],
      },
    },
    { id: 'final', title: 'Final', contestants: ['c', 'a'], panels: [{ electorate: 'q', ballot: choose }] },
  ],
}

test('a document without faults is the contest', () => {
  expect(parseContest(full)).toEqual({ contest: full })
})

describe('ids', () => {
  test('are there once in their list', () => {
    const document = {
      ...full,
      electorates: [...full.electorates, ...full.electorates.slice(0, 1)],
      groups: named('east', 'east', 'east'),
      contestants: [...full.contestants, { id: 'b', name: 'Another' }],
      rounds: [...full.rounds, ...full.rounds.slice(1)],
    }
    expect(pathsOf(document)).toEqual([
      '$.contestants[3].id',
      '$.electorates[2].id',
      '$.groups[1].id',
      '$.groups[2].id',
      '$.rounds[2].id',
    ])
  })

  test.each([
    ['a', 'а', 'Latin and Cyrillic'],
    ['A1', 'Α1', 'Latin and Greek'],
    ['a', 'ａ', 'full width'],
    ['s-1', 's-１', 'a full-width digit'],
    ['②', '2', 'a circled digit'],
    ['工会', 'エ会', 'Chinese and kana'],
    ['oco', 'осо', 'a whole word'],
  ])('%s and %s together are a fault that names both: %s', (one, other) => {
    const contestants = named(one, other, 'third')
    const parsed = parseContest(contestWith({ contestants }))
    expect(parsed).toEqual({
      faults: [
        {
          path: '$.contestants[1].id',
          code: 'id-looks-like',
          params: { id: other, like: one },
        },
      ],
    })
    expect(pathsOf({ ...contestWith(), groups: named(one, other) })).toEqual(['$.groups[1].id'])
    expect(pathsOf(contestWith({ contestants: named(other, 'third') }))).toEqual([])
  })

  test('that differ in a way that is seen are no fault', () => {
    const contestants = named('a', 'A', 'b', '东村', '东材', 'l1', 'll', 'x_1', 'x-1', 'ж', 'é', 'e')
    expect(pathsOf(contestWith({ contestants }))).toEqual([])
  })

  test('have no letter that nobody can see', () => {
    for (const hidden of ['a\u3164', '\u115f', 'a\uffa0b'])
      expect(pathsOf(contestWith({ contestants: named(hidden, 'b') }))).toEqual(['$.contestants[0].id'])
  })

  test('are there once in a panel and in a round', () => {
    expect(ofBallot({ kind: 'score', criteria: [criterion('i'), criterion('i')] })).toEqual([
      '$.rounds[0].panels[0].ballot.criteria[1].id',
    ])
    const grades = [1, 2].map((value) => ({ id: 'g', name: 'G', value }))
    expect(ofBallot({ kind: 'grade', grades })).toEqual(['$.rounds[0].panels[0].ballot.grades[1].id'])
    expect(ofRound(roundWith(choose, { contestants: ['a', 'b', 'a'] }))).toEqual([
      '$.rounds[0].contestants[2]',
    ])
    expect(ofRound(roundWith(choose, { panels: [panelWith(choose), panelWith(choose)] }))).toEqual([
      '$.rounds[0].panels[1].electorate',
    ])
  })

  test('refer to something that is there', () => {
    const round = roundWith(choose, {
      contestants: ['a', 'x', 'y'],
      panels: [panelWith(choose, { electorate: 'nobody' })],
    })
    expect(ofRound(round)).toEqual([
      '$.rounds[0].contestants[1]',
      '$.rounds[0].contestants[2]',
      '$.rounds[0].panels[0].electorate',
    ])
    expect(ofRound(roundWith(choose, { group: 'north' }))).toEqual(['$.rounds[0].group'])
    expect(pathsOf({ ...contestWith(), contestants: [{ id: 'a', name: 'A', group: 'north' }] })).toEqual([
      '$.contestants[0].group',
    ])
  })
})

describe('a round', () => {
  test('has contestants', () => {
    expect(ofRound(roundWith(choose, { contestants: [] }))).toEqual(['$.rounds[0].contestants'])
    expect(ofRound(roundWith(choose, { group: 'west' }), { groups: named('west') })).toEqual([
      '$.rounds[0].group',
    ])
  })

  test('has live figures only where it is not secret', () => {
    expect(ofRound(roundWith(choose, { secret: true, figures: 'live' }))).toEqual(['$.rounds[0].figures'])
    expect(ofRound(roundWith(choose, { secret: false, figures: 'live' }))).toEqual([])
    for (const figures of ['closed', 'published'] as const)
      expect(ofRound(roundWith(choose, { secret: true, figures }))).toEqual([])
  })

  test('takes them from one place', () => {
    const round = roundWith(choose, { group: 'west', contestants: ['a'] })
    expect(ofRound(round, { groups: named('west') })).toEqual(['$.rounds[0].contestants'])
  })

  test('breaks ties by what its panels have', () => {
    const round = roundWith(choose, {
      panels: [
        panelWith({ kind: 'score', criteria: [criterion('idea')] }),
        panelWith(choose, { electorate: 'q' }),
      ],
      ties: [
        { by: 'panel', panel: 'r' },
        { by: 'criterion', panel: 'q', criterion: 'idea' },
        { by: 'criterion', panel: 'p', criterion: 'party' },
        { by: 'voters', panel: 'q' },
        { by: 'countback', panel: 'nobody' },
      ],
    })
    expect(ofRound(round)).toEqual([
      '$.rounds[0].ties[0].panel',
      '$.rounds[0].ties[1].panel',
      '$.rounds[0].ties[2].criterion',
      '$.rounds[0].ties[4].panel',
    ])
  })
})

describe('a speech', () => {
  const speech = (...parts: unknown[]) =>
    pathsOf({ ...contestWith(), rounds: [{ ...roundWith(choose), speech: { parts } }] })
  const part = (changes: object = {}) => ({ name: '陈述', seconds: 480, ...changes })

  test('has a part at least, each with a name and a second or more', () => {
    expect(speech(part(), part())).toEqual([])
    expect(speech()).toEqual(['$.rounds[0].speech.parts'])
    expect(speech(part({ seconds: 0 }))).toEqual(['$.rounds[0].speech.parts[0].seconds'])
    expect(speech(part({ seconds: 1.5 }))).toEqual(['$.rounds[0].speech.parts[0].seconds'])
    expect(speech({ seconds: 60 })).toEqual(['$.rounds[0].speech.parts[0].name'])
  })

  test('warns while there is time, and once each', () => {
    expect(speech(part({ warn: [479, 1] }))).toEqual([])
    expect(speech(part(), part({ warn: [480] }))).toEqual(['$.rounds[0].speech.parts[1].warn[0]'])
    expect(speech(part({ warn: [60, 30, 60] }))).toEqual(['$.rounds[0].speech.parts[0].warn[2]'])
    expect(speech(part({ warn: [0] }))).toEqual(['$.rounds[0].speech.parts[0].warn[0]'])
  })
})

describe('a panel', () => {
  const ballot = '$.rounds[0].panels[0].ballot'

  test('has max no lower than min, and a criterion more than that', () => {
    expect(ofBallot({ kind: 'choose', min: 3, max: 2 })).toEqual([`${ballot}.max`])
    expect(ofBallot({ kind: 'score', criteria: [criterion('i', { max: -1 })] })).toEqual([
      `${ballot}.criteria[0].max`,
    ])
    expect(ofBallot({ kind: 'choose', min: 2, max: 2 })).toEqual([])
    expect(
      ofBallot({
        kind: 'score',
        criteria: [
          criterion('none', { max: 0 }),
          criterion('same', { min: 5, max: 5 }),
          criterion('some', { min: 5, max: 6 }),
        ],
      }),
    ).toEqual([`${ballot}.criteria[0].max`, `${ballot}.criteria[1].max`])
  })

  test('asks for no more choices than there are contestants', () => {
    expect(ofBallot({ kind: 'choose', min: 4, max: 4 })).toEqual([`${ballot}.min`])
    expect(ofBallot({ kind: 'choose', min: 3, max: 40 })).toEqual([])
  })

  test('leaves a mark when it drops some', () => {
    const dropping = (atLeast: number): BallotRule => ({
      kind: 'score',
      criteria: [criterion('i')],
      drop: { high: 2, low: 1, atLeast },
    })
    expect(ofBallot(dropping(3))).toEqual([`${ballot}.drop.atLeast`])
    expect(ofBallot(dropping(4))).toEqual([])
  })

  test('shares grades that it has, each once', () => {
    const grades = ['good', 'poor'].map((id) => ({ id, name: id, value: null }))
    expect(ofBallot({ kind: 'grade', grades, measure: { share: ['good', 'best', 'good'] } })).toEqual([
      `${ballot}.measure.share[1]`,
      `${ballot}.measure.share[2]`,
    ])
    expect(ofBallot({ kind: 'grade', grades, measure: { share: ['good'] } })).toEqual([])
    expect(ofBallot({ kind: 'grade', grades })).toEqual([`${ballot}.grades`])
  })

  test('has points for the first place where it counts in percent', () => {
    expect(ofBallot({ kind: 'rank', points: [0, 1], measure: 'percent' })).toEqual([`${ballot}.points[0]`])
    expect(ofBallot({ kind: 'rank', points: [0, 1] })).toEqual([])
  })

  test.each([
    ['0%', 1],
    ['0/5', 1],
    ['100.01%', 1],
    ['3/2', 1],
    ['1/0', 1],
    ['half', 1],
    ['100%', 0],
    ['0.5%', 0],
    ['2/2', 0],
  ])('has %s as quorum with %i faults', (atLeast, count) => {
    const round = roundWith(choose, { panels: [panelWith(choose, { quorum: { atLeast } })] })
    expect(ofRound(round)).toEqual(Array(count).fill('$.rounds[0].panels[0].quorum.atLeast'))
  })

  test('asks nothing that needs a roster of an electorate that anyone may join', () => {
    const panel = panelWith({ kind: 'choose', max: 1, base: 'eligible' }, { quorum: { atLeast: '1/2' } })
    const electorates: Contest['electorates'] = [
      { id: 'p', name: 'Viewers', role: 'voter', admission: 'open' },
    ]
    expect(ofRound(roundWith(choose, { panels: [panel] }), { electorates })).toEqual([
      `${ballot}.base`,
      '$.rounds[0].panels[0].quorum',
    ])
  })
})

describe('a stream', () => {
  test.each<[Contest['stream'], number]>([
    [{ kind: 'hls' }, 1],
    [{ kind: 'iframe' }, 1],
    [{ kind: 'none' }, 0],
    [{ kind: 'hls', url: 'javascript:alert(1)' }, 1],
    [{ kind: 'hls', url: 'live.m3u8' }, 1],
    [{ kind: 'hls', url: 'https://example.org/live.m3u8' }, 0],
    [{ kind: 'iframe', url: '/player' }, 0],
  ])('%j has %i faults', (stream, count) => {
    expect(pathsOf({ ...contestWith(), stream })).toEqual(Array(count).fill('$.stream.url'))
  })
})

describe('a look', () => {
  test('has a colour that can be read on white and on paper', () => {
    expect(pathsOf({ ...contestWith(), look: { accent: '#B3261E' } })).toEqual([])
    const fault = { path: '$.look.accent', code: 'low-contrast' }
    const params = (contrast: string, ground: string, colour: string) => ({
      contrast,
      least: 4.5,
      ground,
      colour,
    })
    expect(parseContest({ ...contestWith(), look: { accent: '#777777' } })).toEqual({
      faults: [
        { ...fault, params: params('4.47', 'white', '#ffffff') },
        { ...fault, params: params('4.22', 'paper', '#faf8f5') },
      ],
    })
    // White would do, paper would not.
    expect(pathsOf({ ...contestWith(), look: { accent: '#767676' } })).toEqual(['$.look.accent'])
    expect(pathsOf({ ...contestWith(), look: { accent: 'red' } })).toEqual(['$.look.accent'])
  })

  test.each([
    ['https://example.org/logo.png', 0],
    ['/logo.svg', 0],
    ['data:image/png;base64,iVBORw0KGgo=', 0],
    ['http://example.org/logo.png', 1],
    ['//example.org/logo.png', 1],
    ['javascript:alert(1)', 1],
    ['data:text/html;base64,PGI+', 1],
    ['logo.png', 1],
  ])('has a logo at %s with %i faults', (logo, count) => {
    expect(pathsOf({ ...contestWith(), look: { logo } })).toEqual(Array(count).fill('$.look.logo'))
  })
})

describe('a document of the wrong shape', () => {
  test.each([[undefined], [null], ['contest'], [[]], [42]])('%j is refused as a whole', (document) => {
    expect(pathsOf(document)).toEqual(['$'])
  })

  test('has all its faults listed, those of shape and those of sense', () => {
    const document = {
      ...contestWith(),
      decimals: 7,
      colour: 'red',
      rounds: [
        {
          ...roundWith({ kind: 'choose', min: 2, max: 1 }),
          title: 5,
          contestants: ['a', 'x'],
          ties: [{ by: 'luck' }, { by: 'panel', panel: 'nobody' }],
        },
        roundWith({
          kind: 'score',
          criteria: [criterion('i', { max: -1 }), { ...criterion('i'), step: -1 }],
        }),
      ],
    }
    expect(pathsOf(document)).toEqual([
      '$.colour',
      '$.decimals',
      '$.rounds[0].contestants[1]',
      '$.rounds[0].panels[0].ballot.max',
      '$.rounds[0].ties[0].by',
      '$.rounds[0].ties[1].panel',
      '$.rounds[0].title',
      '$.rounds[1].id',
      '$.rounds[1].panels[0].ballot.criteria[0].max',
      '$.rounds[1].panels[0].ballot.criteria[1].id',
      '$.rounds[1].panels[0].ballot.criteria[1].step',
    ])
  })

  test('has nothing said about what only follows from the broken part', () => {
    const contest = contestWith({ rounds: [roundWith(choose, { contestants: ['a'] })] })
    const grades = [{ id: 'g', name: 'G', value: null }]
    const unread = [
      { ...contest, electorates: 'everyone' },
      { ...contest, electorates: [{ name: 'Panel', role: 'judge' }] },
      { ...contest, contestants: [{ id: 7, name: 'A' }] },
      { ...contest, contestants: null },
      {
        ...contest,
        groups: 'east',
        contestants: [{ id: 'a', name: 'A', group: 'east' }],
        rounds: [roundWith(choose, { group: 'east' })],
      },
      {
        ...contest,
        groups: named('east'),
        contestants: [{ id: 'a', name: 'A', group: 1 }],
        rounds: [roundWith(choose, { group: 'east' })],
      },
      { ...contest, rounds: [{ ...roundWith(choose), contestants: {} }] },
      {
        ...contest,
        rounds: [roundWith(choose, { panels: [{ ...panelWith(choose), electorate: null }] as never })],
      },
      { ...contest, rounds: [roundWith({ kind: 'grade', grades, measure: 3 } as never)] },
      {
        ...contest,
        rounds: [roundWith({ kind: 'score', criteria: [criterion('i', { min: '-9' as never, max: -1 })] })],
      },
      {
        ...contest,
        rounds: [
          roundWith({ kind: 'guess', criteria: 1 } as never, {
            ties: [{ by: 'criterion', panel: 'p', criterion: 'i' }],
          }),
        ],
      },
    ]
    for (const document of unread) expect(pathsOf(document), JSON.stringify(document)).toHaveLength(1)
  })

  test('may be nested absurdly deep where nobody knows a field', () => {
    let depth: unknown = 1
    for (let level = 0; level < 50_000; level += 1) depth = [depth]
    expect(pathsOf({ ...contestWith(), depth, rounds: [roundWith({ kind: depth } as never)] })).toEqual([
      '$.depth',
      '$.rounds[0].panels[0].ballot.kind',
    ])
  })

  test('has __proto__ refused like any unknown field', () => {
    const document: unknown = JSON.parse(JSON.stringify(contestWith()).replace('{', '{"__proto__": {}, '))
    expect(pathsOf(document)).toEqual(['$.__proto__'])
  })

  test('is refused, never a crash, whatever stands in place of any of its parts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...placesIn(full)), fc.jsonValue(), (place, value) => {
        const parsed = parseContest(replaced(full, place, value))
        if ('contest' in parsed) return
        expect(parsed.faults).not.toEqual([])
        for (const { path } of parsed.faults) expect(path).toMatch(/^\$/)
      }),
      { numRuns: 1_000 },
    )
  })
})

/** Every place in a document, as the keys that lead there. */
function placesIn(value: unknown, place: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [place]
  return [place, ...Object.entries(value).flatMap(([key, child]) => placesIn(child, [...place, key]))]
}

function replaced(document: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined || typeof document !== 'object' || document === null) return value
  if (Array.isArray(document)) {
    return document.map((item: unknown, index) =>
      String(index) === key ? replaced(item, rest, value) : item,
    )
  }
  return {
    ...document,
    [key]: replaced(Object.entries(document).find(([name]) => name === key)?.[1], rest, value),
  }
}

describe('an address', () => {
  const misleading = [
    '/\\evil.example/x',
    '/\t/evil.example',
    '/\u200b/evil.example',
    'https://good.example@evil.example/x',
    'https://good.example\\@evil.example/x',
    'https://user:word@evil.example/x',
    'https://go\u00adod.example/x',
  ]
  test.each(misleading)('that leads elsewhere than it looks is refused wherever it stands: %j', (url) => {
    expect(pathsOf({ ...contestWith(), look: { logo: url } })).toEqual(['$.look.logo'])
    expect(pathsOf({ ...contestWith(), stream: { kind: 'hls', url } })).toEqual(['$.stream.url'])
    expect(pathsOf({ ...contestWith(), stream: { kind: 'none', poster: url } })).toEqual(['$.stream.poster'])
  })

  test.each(['//evil.example/x', 'javascript:alert(1)', 'data:text/html,x', 'ftp://a.example/x'])(
    'of another kind is refused: %s',
    (url) => {
      const stream = { kind: 'hls', url: '/live.m3u8' }
      expect(pathsOf({ ...contestWith(), look: { logo: url } })).toEqual(['$.look.logo'])
      expect(pathsOf({ ...contestWith(), stream: { ...stream, poster: url } })).toEqual(['$.stream.poster'])
      expect(pathsOf({ ...contestWith(), stream: { kind: 'hls', url } })).toEqual(['$.stream.url'])
    },
  )

  test.each(['/logo.svg', '/a//b', 'https://例子.example/路径?x=1#y', 'https://a.example:8443/x'])(
    'that says where it leads is taken: %s',
    (url) => {
      const stream = { kind: 'hls', url, poster: url }
      expect(pathsOf({ ...contestWith(), look: { logo: url }, stream })).toEqual([])
    },
  )
})

describe('marks that are shown while a round goes on', () => {
  const score: BallotRule = { kind: 'score', criteria: [criterion('k')] }
  const codesOf = (ballot: BallotRule, changes: Partial<Round>) => {
    const parsed = parseContest(contestWith({ rounds: [roundWith(ballot, changes)] }))
    return 'faults' in parsed ? parsed.faults.map(({ path, code }) => `${path} ${code}`) : []
  }
  const showMarks = { atLeast: 5 }
  const place = '$.rounds[0].showMarks'

  test('are given by judges, named, and at least by one', () => {
    expect(codesOf(score, { showMarks })).toEqual([])
    expect(codesOf(score, { showMarks: { atLeast: 0 } })).toHaveLength(1)
    expect(codesOf(score, { showMarks, secret: true })).toEqual([`${place} secret-shown-marks`])
    expect(codesOf(choose, { showMarks })).toEqual([`${place} shown-marks-without-judges`])
    const voters = [panelWith(score, { electorate: 'q' })]
    expect(codesOf(score, { showMarks, panels: voters })).toEqual([`${place} shown-marks-without-judges`])
  })
})

describe('a conversion', () => {
  const grade: BallotRule = {
    kind: 'grade',
    grades: [
      { id: 'good', name: 'Good', value: 100 },
      { id: 'poor', name: 'Poor', value: 0 },
    ],
  }
  const bands = [
    { from: 0, points: 160 },
    { from: 90, points: 200 },
  ]
  const of = (ballot: BallotRule, convert: Panel['convert'], changes: Partial<Round> = {}) =>
    ofRound(roundWith(ballot, { panels: [panelWith(ballot, { convert })], ...changes })).map((path) =>
      path.replace('$.rounds[0].', ''),
    )
  const panel = 'panels[0].convert'

  test.each<[string, BallotRule, NonNullable<Panel['convert']>]>([
    ['by bands', choose, { by: 'band', bands }],
    [
      'by bands of a share, with an exception',
      grade,
      {
        by: 'band',
        bands,
        of: { share: ['good'] },
        unless: { share: ['poor'], atLeast: 33.33, points: 130 },
      },
    ],
    ['by a list of places', choose, { by: 'place', points: [3, 2, 1] }],
    ['by places that fall evenly', choose, { by: 'place', full: 5, less: 'even' }],
    ['by places that fall by a percentage', choose, { by: 'place', full: 100, less: 2 }],
  ])('%s is fine', (_, ballot, convert) => expect(of(ballot, convert)).toEqual([]))

  test('that leaves points without a band is named, negative points too', () => {
    expect(of(choose, { by: 'band', bands: [{ from: 60, points: 1 }] })).toEqual([`${panel}.bands`])
    const below: BallotRule = { kind: 'score', criteria: [criterion('idea', { min: -5 })] }
    expect(of(below, { by: 'band', bands })).toEqual([`${panel}.bands`])
    expect(of(below, { by: 'band', bands: [...bands, { from: -5, points: 0 }] })).toEqual([])
  })

  test('with a band twice, or a share of what has no grades, or of unknown ones', () => {
    expect(of(choose, { by: 'band', bands: [...bands, { from: 90, points: 1 }] })).toEqual([
      `${panel}.bands[2].from`,
    ])
    expect(of(choose, { by: 'band', bands, of: { share: ['good'] } })).toEqual([`${panel}.of`])
    expect(
      of(grade, {
        by: 'band',
        bands,
        of: { share: ['best'] },
        unless: { share: ['poor', 'poor'], atLeast: 1, points: 1 },
      }),
    ).toEqual([`${panel}.of.share[0]`, `${panel}.unless.share[1]`])
  })

  test('of an unknown way has a fault and hides no other', () => {
    expect(
      pathsOf({
        ...contestWith({
          rounds: [
            {
              ...roundWith(choose),
              panels: [{ electorate: 'z', ballot: choose, convert: { by: 'place', full: 5 } }],
            },
          ] as never,
        }),
      }),
    ).toEqual(['$.rounds[0].panels[0].convert.less', '$.rounds[0].panels[0].electorate'])
  })

  test('goes with no comparison of totals before rounding', () => {
    const ties: Round['ties'] = [{ by: 'order' }, { by: 'exact' }]
    expect(of(choose, { by: 'place', points: [1] }, { ties })).toEqual(['ties[1]'])
    expect(ofRound(roundWith(choose, { ties }))).toEqual([])
  })
})

test('awards have ids of their own, shares of people, and somebody left', () => {
  const awards: Round['awards'] = [
    { id: 'gold', name: 'Gold', most: '120%' },
    { id: 'gold', name: 'Silver' },
    { id: 'bronze', name: 'Bronze', most: 3 },
  ]
  expect(ofRound(roundWith(choose, { awards }))).toEqual([
    '$.rounds[0].awards[0].most',
    '$.rounds[0].awards[1].id',
    '$.rounds[0].awards[2]',
  ])
})

describe('a rule of recusal', () => {
  const recuse: Panel['recuse'] = { match: ['unit', 'group'] }
  const of = (ballot: BallotRule, changes: Partial<Round> = {}) =>
    ofRound(roundWith(ballot, { panels: [panelWith(ballot, { recuse })], ...changes }))

  test('goes with choosing, grades and scores', () => expect(of(choose)).toEqual([]))

  test.each<[string, () => string[]]>([
    ['a ranking', () => of({ kind: 'rank', points: [1] })],
    ['shares of the eligible', () => of({ kind: 'choose', max: 1, base: 'eligible' })],
    ['a secret round', () => of(choose, { secret: true })],
  ])('does not go with %s', (_, faults) => expect(faults()).toEqual(['$.rounds[0].panels[0].recuse']))
})

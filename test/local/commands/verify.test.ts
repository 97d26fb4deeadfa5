import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, Contest, Round, TieBreak } from '#contract/contest.ts'
import type { NewEvent } from '#core/contest/acts.ts'
import { chainEvents } from '#core/contest/log.ts'
import { contestantsOf } from '#core/round.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { logText, makeBundle } from '#test/support/made-bundle.ts'
import { runHere } from '#test/support/run-here.ts'
import { type Random, randomFrom } from '#core/random.ts'
import { temporaryFolder } from '../support.ts'

const choose = (...choices: string[]): Ballot => ({ electorate: 'village', choices })

/** A bundle of one round that four of five villages voted in; `east` has three votes. */
function smallBundle(): string {
  const folder = temporaryFolder()
  const contest = contestWith()
  const [round = roundWith()] = contest.rounds
  const ballots = [choose('east'), choose('west'), choose('east'), choose('east')]
  makeBundle(folder, contest, [{ round, ballots }], { village: 5 })
  return folder
}

const verify = (...args: string[]) => runHere('local/commands/verify.ts', args)
const textOf = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8')
const edit = (folder: string, file: string, change: (text: string) => string): void =>
  writeFileSync(join(folder, file), change(textOf(folder, file)))
const inLine = (line: number, change: (text: string) => string) => (text: string) =>
  text
    .split('\n')
    .map((old, index) => (index === line - 1 ? change(old) : old))
    .join('\n')

describe('what differs is said, and where', () => {
  test.each<[string, (folder: string) => void, string[]]>([
    [
      'a total',
      (folder) => edit(folder, 'result.json', (text) => text.replace('"total":"75.00"', '"total":"85.00"')),
      [
        'result.json, $.digest: the checksum does not fit the result: expected …, found …',
        'result.json, $.standings[0].total: is not what the ballots and the log give: expected "75.00", found "85.00"',
      ],
    ],
    [
      'a ballot',
      (folder) =>
        edit(
          folder,
          'book.ndjson',
          inLine(2, (text) => text.replace('west', 'east')),
        ),
      [
        'book.ndjson: the checksum of the ballot record is not the one in the result: expected …, found …',
        'result.json, $.standings[0].total: is not what the ballots and the log give: expected "100.00", found "75.00"',
        'result.json, $.standings[0].panels.village.points: is not what the ballots and the log give: expected "100.00", found "75.00"',
        'result.json, $.standings[0].panels.village.part: is not what the ballots and the log give: expected "100.00", found "75.00"',
        'result.json, $.standings[0].panels.village.votes: is not what the ballots and the log give: expected 4, found 3',
        'result.json, $.standings[1].total: is not what the ballots and the log give: expected "0.00", found "25.00"',
        'result.json, $.standings[1].panels.village.points: is not what the ballots and the log give: expected "0.00", found "25.00"',
        'result.json, $.standings[1].panels.village.part: is not what the ballots and the log give: expected "0.00", found "25.00"',
        'result.json, $.standings[1].panels.village.votes: is not what the ballots and the log give: expected 0, found 1',
      ],
    ],
    [
      'a ballot for nobody',
      (folder) =>
        edit(
          folder,
          'book.ndjson',
          inLine(3, (text) => text.replace('east', 'eats')),
        ),
      [
        'book.ndjson line 3, $.ballot.choices[0]: the ballot breaks a rule of the round: Not a contestant of this round',
        'book.ndjson: the checksum of the ballot record is not the one in the result: expected …, found …',
      ],
    ],
    [
      'a book cut in the middle of a line',
      (folder) => edit(folder, 'book.ndjson', (text) => text.slice(0, -20)),
      [
        'book.ndjson line 4: the last line does not end, as if the file were cut',
        'book.ndjson: the ballot record does not have as many lines as the result says: expected 4 lines, found 3 lines',
        'book.ndjson: the checksum of the ballot record is not the one in the result: expected …, found …',
      ],
    ],
    [
      'lines in another order',
      (folder) =>
        edit(folder, 'book.ndjson', (text) => {
          const [a, b, ...others] = text.split('\n')
          return [b, a, ...others].join('\n')
        }),
      [
        'book.ndjson line 2, $.id: the line is not in the order of ids: expected after 2222-2222-2223, found 2222-2222-2222',
        'book.ndjson: the checksum of the ballot record is not the one in the result: expected …, found …',
      ],
    ],
    [
      'a voter who stands there twice',
      (folder) =>
        edit(
          folder,
          'book.ndjson',
          inLine(4, (text) => text.replace('"v3"', '"v0"')),
        ),
      [
        'book.ndjson line 4, $.voter: the voter is on an earlier line: found v0',
        'book.ndjson: the checksum of the ballot record is not the one in the result: expected …, found …',
      ],
    ],
    [
      'a line with more in it',
      (folder) =>
        edit(
          folder,
          'book.ndjson',
          inLine(1, (text) => text.replace('}', '} ')),
        ),
      [
        'book.ndjson line 1: is not in canonical form (RFC 8785), or holds what does not belong there',
        'book.ndjson: the checksum of the ballot record is not the one in the result: expected …, found …',
      ],
    ],
    [
      'an event',
      (folder) =>
        edit(
          folder,
          'log.ndjson',
          inLine(2, (text) => text.replace('"village":5', '"village":6')),
        ),
      [
        'log.ndjson line 2, $.hash: the event was changed: its hash does not fit its content: expected …, found …',
      ].concat(
        'result.json, $.ballots.village.eligible: is not what the ballots and the log give: expected 6, found 5',
      ),
    ],
    [
      'an event left out',
      (folder) => edit(folder, 'log.ndjson', (text) => text.split('\n').toSpliced(3, 1).join('\n')),
      [
        'log.ndjson line 4, $.n: the event has the wrong number: expected 4, found 5',
        'log.ndjson line 4, $.prev: the event does not follow on the line before: prev is not its hash: expected …, found …',
        'log.ndjson line 4: the event could not happen at this point of the log: nobody asked for the seal of round final',
        'log.ndjson: the log has no seal of a result here: round final, attempt 1, version 1',
        'log.ndjson: the log says that a result here does not count any more: round final, attempt 1, version 1',
      ],
    ],
    [
      'a log without its publication',
      (folder) => edit(folder, 'log.ndjson', (text) => text.split('\n').slice(0, -2).join('\n') + '\n'),
      [
        'log.ndjson: the log does not say that a result here was published: round final, attempt 1, version 1',
      ],
    ],
    [
      'the document',
      (folder) => edit(folder, 'contest.json', (text) => text.replace('东村', '东庄')),
      ['contest.json: does not hold the settings that the log says were loaded: expected …, found …'],
    ],
    [
      'a document that breaks a rule',
      (folder) => edit(folder, 'contest.json', (text) => text.replace('"max":1', '"max":0')),
      [
        'contest.json, $.rounds[0].panels[0].ballot.max: breaks a rule of contest settings: Too small: expected number to be >=1',
      ],
    ],
    [
      'a member that stands twice',
      (folder) => edit(folder, 'result.json', (text) => text.replace('{', '{"round":"other",')),
      ['result.json: a member stands twice in one object'],
    ],
    [
      'a result of another shape',
      (folder) => edit(folder, 'result.json', (text) => text.replace('"attempt":1', '"attempt":"1"')),
      [
        'result.json, $.attempt: does not have the right shape: Invalid input: expected number, received string',
      ],
    ],
    [
      'a file that is missing',
      (folder) => rmSync(join(folder, 'book.ndjson')),
      ['book.ndjson: the file is missing'],
    ],
    [
      'a file that is no text',
      (folder) => writeFileSync(join(folder, 'contest.json'), Buffer.from([0x7b, 0xff])),
      ['contest.json: is not UTF-8 text'],
    ],
    [
      'a file that is no JSON',
      (folder) => edit(folder, 'contest.json', (text) => text.slice(1)),
      ['contest.json: is not JSON'],
    ],
  ])('%s', async (_, change, sentences) => {
    const folder = smallBundle()
    change(folder)
    const { status, stdout, stderr } = await verify(folder)
    const said = stderr
      .replace(/[0-9a-f]{64}/g, '…')
      .trim()
      .split('\n')
    const count = sentences.length === 1 ? '1 fault' : `${sentences.length} faults`
    expect({ status, stdout, said }).toEqual({
      status: 1,
      stdout: '',
      said: [...sentences, `not verified: ${count}`],
    })
  })

  test('of many faults the first hundred, and how many more there are', async () => {
    const folder = temporaryFolder()
    const contest = contestWith()
    const [round = roundWith()] = contest.rounds
    makeBundle(folder, contest, [{ round, ballots: Array.from({ length: 150 }, () => choose('east')) }], {
      village: 150,
    })
    edit(folder, 'book.ndjson', (text) => text.replaceAll('east', 'moon'))
    const { stderr } = await verify(folder)
    const lines = stderr.trim().split('\n')
    expect(lines).toHaveLength(102)
    expect(lines.slice(100)).toEqual(['and 51 more', 'not verified: 151 faults'])
  })
})

/** A bundle in whose log somebody spoke for 8:14 after a pause of half a minute; `ended` is what its end claims. */
function bundleWithSpeech(ended: { seconds: number; over: number }): string {
  const folder = smallBundle()
  const spoken = { contestant: 'east', round: 'final', part: 1 }
  const events: [number, NewEvent][] = [
    [0, { type: 'speechStarted', ...spoken, seconds: 480 }],
    [60, { type: 'speechPaused', contestant: 'east', reason: '停电' }],
    [90, { type: 'speechResumed', contestant: 'east' }],
    [523.2, { type: 'speechEnded', ...spoken, ...ended }],
  ]
  edit(folder, 'log.ndjson', (text) => {
    const read = text.trimEnd().split('\n').at(-1) ?? ''
    let last: { n: number; at: string; hash: string } = JSON.parse(read)
    const start = Date.parse(last.at)
    return events.reduce((log, [seconds, event]) => {
      const [next] = chainEvents({ version: last.n, chain: last.hash, at: last.at }, [event], {
        at: new Date(start + seconds * 1_000).toISOString(),
        actor: 'chen',
      })
      if (next) last = next
      return log + logText(next ? [next] : [])
    }, text)
  })
  return folder
}

describe('the seconds of a speech', () => {
  test('are verified', async () => {
    expect(await verify(bundleWithSpeech({ seconds: 494, over: 14 }))).toMatchObject({
      status: 0,
      stderr: '',
    })
  })

  test.each([
    { seconds: 493, over: 13 },
    { seconds: 494, over: 0 },
  ])('are not $seconds and $over above', async (ended) => {
    const { status, stderr } = await verify(bundleWithSpeech(ended))
    expect(stderr).toContain('log.ndjson line 10: the event could not happen at this point of the log')
    expect(status).toBe(1)
  })
})

test('before the first seal there is a log to verify and nothing else', async () => {
  const folder = temporaryFolder()
  makeBundle(folder, contestWith(), [], { village: 5 })
  expect(await verify(folder)).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^verified\nlog: 2 events, head [0-9a-f]{64}\n$/) as string,
    stderr: '',
  })
})

describe('what cannot be checked at all', () => {
  test.each([
    [[], /^Usage: npm run -s verify/],
    [['nowhere'], /^There is no folder nowhere\.\n$/],
    [['package.json'], /^package\.json is a file, and a bundle is a folder\.\n$/],
    [['a', 'b'], /^“b” is not understood. Usage/],
    [['a', '--until', 'b'], /^Unknown option '--until'. Usage/],
  ])('%j', async (args, sentence) => {
    const { status, stdout, stderr } = await verify(...args)
    expect(stderr).toMatch(sentence)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  })
})

const python = spawnSync('python3', ['--version']).status === 0

describe.skipIf(!python)('the second program, in Python', () => {
  const second = (folder: string) => {
    const { status, stdout, stderr } = spawnSync('python3', ['-B', 'examples/verify.py', folder], {
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }

  test('counts random rounds of every kind to the same figures', async () => {
    const seed = Number(process.env['SEED'] ?? 7)
    const folder = temporaryFolder()
    const { contest, votings } = randomContest(randomFrom(seed), 60)
    makeBundle(folder, contest, votings, { p: 12, q: 9 })
    expect(existsSync(join(folder, 'rounds/r59/result.json'))).toBe(true)
    expect(await verify(folder), `seed ${seed}`).toMatchObject({ status: 0, stderr: '' })
    expect(second(folder), `seed ${seed}`).toEqual({ status: 0, stdout: 'verified\n', stderr: '' })
  })

  test('verifies ten thousand ballots', () => {
    const folder = temporaryFolder()
    const contest = contestWith()
    const [round = roundWith()] = contest.rounds
    const random = randomFrom(1)
    const ballots = Array.from({ length: 10_000 }, () => choose(random.of(['east', 'west'])))
    makeBundle(folder, contest, [{ round, ballots }], { village: 12_000 })
    expect(second(folder)).toEqual({ status: 0, stdout: 'verified\n', stderr: '' })
  })

  test.each([
    ['result.json', '75.00', '85.00', 'result.json: the digest does not fit'],
    ['book.ndjson', 'west', 'east', 'book.ndjson: is not the book of the result'],
    ['log.ndjson', '"village":5', '"village":6', 'log.ndjson line 2: the hash does not fit'],
    ['contest.json', '东村', '东庄', 'contest.json: is not the document that the log defined'],
  ])('finds a changed %s', (file, from, to, sentence) => {
    const folder = smallBundle()
    edit(folder, file, (text) => text.replace(from, to))
    const { status, stdout, stderr } = second(folder)
    expect(stderr).toContain(sentence)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  })

  test('works out the seconds of a speech', () => {
    expect(second(bundleWithSpeech({ seconds: 494, over: 14 }))).toMatchObject({ status: 0, stderr: '' })
    const { status, stderr } = second(bundleWithSpeech({ seconds: 493, over: 13 }))
    expect(stderr).toContain('log.ndjson line 10: the speech took')
    expect(status).toBe(1)
  })

  test('writes canonical JSON as the first does, numbers too', () => {
    const folder = smallBundle()
    const bundle = temporaryFolder()
    const numbers = [
      0.1, 1e-7, 2.5e-5, 1e21, 123456789012345680000, 0.000001, 1.5e300, 100, 0.30000000000000004,
    ]
    const criteria = numbers.map((max, index) => ({
      id: `c${index}`,
      name: '\u0007"\\/€\ud83d\ude00\ufb33',
      max,
    }))
    const contest = contestWith(
      {},
      { panels: [{ electorate: 'village', ballot: { kind: 'score', criteria } }] },
    )
    const [round = roundWith()] = contest.rounds
    makeBundle(bundle, contest, [{ round, ballots: [] }], { village: 1 })
    cpSync(bundle, folder, { recursive: true })
    expect(second(folder)).toEqual({ status: 0, stdout: 'verified\n', stderr: '' })
  })
})

/** Rounds of every kind with few contestants and fewer ballots, so that ties, missing marks and trimmed means are common. */
function randomContest(random: Random, rounds: number) {
  const contest: Contest = {
    id: 'random',
    title: 'Random',
    decimals: random.of([0, 1, 2, 3, 4] as const),
    electorates: [
      { id: 'p', name: 'P', role: 'judge' },
      { id: 'q', name: 'Q', role: 'voter' },
    ],
    groups: [{ id: 'g', name: 'G' }],
    contestants: ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({
      id,
      name: id,
      ...(index % 2 === 0 && { group: 'g' }),
    })),
    rounds: Array.from({ length: rounds }, (_, index) => randomRound(`r${index}`, random)),
  }
  const votings = contest.rounds.map((round) => ({ round, ballots: randomBallots(contest, round, random) }))
  return { contest, votings }
}

function randomRound(id: string, random: Random): Round {
  const p = randomRule(random)
  const ties: TieBreak[] = [
    { by: 'panel', panel: 'p' },
    { by: 'voters', panel: 'q' },
    { by: 'countback', panel: 'p' },
    { by: 'exact' },
    { by: 'order' },
    ...(p.kind === 'score' ? [{ by: 'criterion', panel: 'p', criterion: 'x' } as const] : []),
  ]
  return {
    id,
    title: id,
    panels: [
      { electorate: 'p', weight: random.of([70, 33.3, 100]), ballot: p },
      {
        electorate: 'q',
        weight: 30,
        ballot: randomRule(random),
        quorum: { atLeast: random.of(['1/2', '80%']) },
      },
    ],
    ties: random.some(ties, 3),
    secret: random.of([true, false]),
    ...(random.of([true, false]) && { group: 'g' }),
    ...(random.of([true, false]) && { cut: { top: 2, ties: random.of(['all', 'decide'] as const) } }),
  }
}

function randomRule(random: Random): BallotRule {
  return random.of<BallotRule>([
    { kind: 'choose', min: 0, max: 2, measure: 'votes' },
    { kind: 'choose', min: 0, max: 3, base: random.of(['cast', 'eligible']) },
    {
      kind: 'grade',
      grades: [
        { id: 'x', name: 'X', value: 9.5 },
        { id: 'y', name: 'Y', value: -1 },
        { id: 'z', name: 'Z', value: null },
      ],
      measure: random.of(['mean', { share: ['x', 'z'] }]),
    },
    {
      kind: 'score',
      criteria: [
        { id: 'x', name: 'X', max: 10, step: 0.5, factor: 0.7 },
        { id: 'y', name: 'Y', min: -5, max: 5, factor: -0.15 },
      ],
      per: random.of(['total', 'criterion']),
      drop: { high: random.within(0, 2), low: random.within(0, 2), atLeast: random.within(5, 7) },
    },
    { kind: 'rank', points: [12, 10, 8.5], measure: random.of(['sum', 'percent']) },
  ])
}

function randomBallots(contest: Contest, round: Round, random: Random): Ballot[] {
  const field = contestantsOf(contest, round).map(({ id }) => id)
  const some = () => {
    const chosen = random.some(field, field.length)
    return chosen.length > 0 ? chosen : field.slice(0, 1)
  }
  const ballotFor = ({ electorate, ballot }: Round['panels'][number]): Ballot => {
    switch (ballot.kind) {
      case 'choose':
        return { electorate, choices: random.some(field, 2) }
      case 'grade':
        return {
          electorate,
          grades: Object.fromEntries(some().map((id) => [id, random.of(['x', 'y', 'z'])])),
        }
      case 'score':
        return {
          electorate,
          scores: Object.fromEntries(
            some().map((id) => [id, { x: random.within(0, 20) / 2, y: random.within(-50, 50) / 10 }]),
          ),
        }
      case 'rank':
        return { electorate, ranking: field.toSorted(() => random.of([1, -1])) }
    }
  }
  return round.panels.flatMap((panel) => Array.from({ length: random.within(0, 9) }, () => ballotFor(panel)))
}

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runHere } from '#test/support/run-here.ts'
import { chosen, contestWith, criterion, panelWith, roundWith } from '../../core/factory.ts'

const command = 'local/commands/count.ts'
const round = roundWith(
  { kind: 'choose', max: 2 },
  {
    panels: [
      panelWith({ kind: 'choose', max: 2 }),
      panelWith({ kind: 'score', criteria: [criterion('idea', { step: 0.5 })] }, { electorate: 'q' }),
    ],
  },
)
const eligibleRound = roundWith({ kind: 'choose', max: 2, base: 'eligible' }, { id: 'shares' })

let folder: string
let contestFile: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitai-count-'))
  contestFile = file('contest.json', contestWith({ rounds: [round, eligibleRound] }))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const count = (...args: string[]) => runHere(command, args)

const line = (id: string, ballot: unknown, others: object = {}) => JSON.stringify({ id, ballot, ...others })
const good = line('1', chosen('a', 'b'), { voter: 'anna' })

/** What the command says about a book of these lines. */
const countLines = (...lines: string[]) => count(contestFile, 'r', file('book.ndjson', lines.join('\n')))

describe('a good book', () => {
  test('is counted by a program: figures on the one stream, faults on the other', () => {
    const run = (book: string) =>
      spawnSync(process.execPath, [command, contestFile, 'r', file('book.ndjson', book)], {
        encoding: 'utf8',
      })
    expect(run(good)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\{"ballots"/), stderr: '' })
    expect(run('{')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/line 1: .+\n$/) })
  })

  test('is counted; empty lines at the end do no harm', async () => {
    const { status, stdout, stderr } = await countLines(good, line('2', chosen('a')), '', '  ', '')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      ballots: { p: { cast: 2, eligible: null }, q: { cast: 0, eligible: null } },
      standings: [{ total: '100.00' }, { total: '50.00' }, { total: '0.00' }],
    })
  })

  test('may be empty', async () => {
    expect(await countLines('')).toMatchObject({ status: 0, stderr: '' })
  })

  test('is counted of those who are eligible', async () => {
    const { status, stdout } = await count(
      contestFile,
      'shares',
      file('book.ndjson', good),
      '--eligible',
      'p=8',
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      ballots: { p: { cast: 1, eligible: 8 } },
      standings: [{ total: '12.50' }, { total: '12.50' }, { total: '0.00' }],
    })
  })

  test('is counted by facts that no document holds: who was judged, and who is out of the ranking', async () => {
    const facts = file('facts.json', { contestants: ['a', 'b'], unranked: { a: 'disqualified' } })
    const { status, stdout } = await count(contestFile, 'r', file('book.ndjson', good), '--facts', facts)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      standings: [{ contestant: 'b', rank: 1, total: '100.00' }],
      unranked: [{ contestant: 'a', why: 'disqualified', total: '100.00' }],
    })
  })

  test('is counted by what people decided: points off, a ballot left out, how many might vote', async () => {
    const facts = file('facts.json', {
      adjustments: [{ contestant: 'a', points: '-0.05' }],
      excluded: ['2'],
      eligible: { p: 9 },
    })
    const lines = [good, line('2', chosen('a'))].join('\n')
    const { status, stdout } = await count(contestFile, 'r', file('book.ndjson', lines), '--facts', facts)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      ballots: { p: { cast: 1, eligible: 9 } },
      standings: [
        { contestant: 'b', total: '100.00' },
        { contestant: 'a', total: '99.95', adjusted: '-0.05' },
        { contestant: 'c', total: '0.00' },
      ],
    })
  })

  test('may be longer than what is read at a time', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      line(`赛${index}`, chosen('a'), { voter: `村民${index}` }),
    )
    const { stdout } = await countLines(...lines)
    expect(JSON.parse(stdout)).toMatchObject({ ballots: { p: { cast: 20_000 } } })
  })
})

describe('a bad line', () => {
  test.each<[string, string[], string]>([
    ['that is not JSON', [good, '{"id":'], 'line 2: is not JSON'],
    ['that is empty', [good, '', line('2', chosen('a'))], 'line 2: is empty'],
    ['with an unknown field', [line('1', chosen('a'), { weight: 2 })], 'line 1: $.weight: Unknown field'],
    [
      'with an unknown field in the ballot',
      [line('1', { ...chosen('a'), weight: 2 })],
      '$.ballot.weight: Unknown field',
    ],
    [
      'with __proto__',
      ['{"id": "1", "ballot": {"electorate": "q", "scores": {"a": {"idea": 1}, "__proto__": {}}}}'],
      '__proto__',
    ],
    ['without a ballot', ['{"id": "1"}'], 'line 1: $.ballot'],
    ['that is no object', ['[]'], 'line 1: $'],
    [
      'that breaks a rule',
      [good, line('2', chosen('a', 'x'))],
      'line 2: $.ballot.choices[1]: Not a contestant',
    ],
    [
      'with a score between steps',
      [line('1', { electorate: 'q', scores: { a: { idea: 0.3 } } })],
      '$.ballot.scores.a.idea',
    ],
    ['of a stranger', [line('1', { electorate: 'z', choices: ['a'] })], 'line 1: $.ballot.electorate'],
    [
      'with an id that was there',
      [good, line('2', chosen('a')), line('1', chosen('a'))],
      'line 3: the id 1 is on an earlier line',
    ],
    ['of a voter who has voted', [good, line('2', chosen('a'), { voter: 'anna' })], 'line 2: the voter anna'],
  ])('%s is named', async (_, lines, message) => {
    const { status, stdout, stderr } = await countLines(...lines)
    expect(stderr).toContain(message)
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      status: 1,
      stdout: '',
      lines: 1,
    })
  })
})

describe('what cannot be counted is explained', () => {
  const book = () => file('book.ndjson', good)

  test('a document with faults, one per line', async () => {
    const faulty = file('faulty.json', { ...contestWith({ rounds: [round, round] }), decimals: 9 })
    const { status, stderr } = await count(faulty, 'r', book())
    expect(status).toBe(1)
    expect(
      stderr
        .trim()
        .split('\n')
        .map((fault) => fault.split(':')[0]),
    ).toEqual(['$.decimals', '$.rounds[1].id'])
  })

  test.each<[string, () => string[], string]>([
    ['no arguments', () => [], 'Usage'],
    ['an unknown option', () => [contestFile, 'r', book(), '--fast'], "Unknown option '--fast'. Usage"],
    ['a missing document', () => ['missing.json', 'r', book()], 'There is no file missing.json.'],
    ['a missing book', () => [contestFile, 'r', 'missing.ndjson'], 'There is no file missing.ndjson.'],
    [
      'a book in the encoding of the country',
      () => {
        const gbk = join(folder, 'gbk.ndjson')
        writeFileSync(gbk, Buffer.from([0x22, 0xb4, 0xe5, 0x22, 0x0a]))
        return [contestFile, 'r', gbk]
      },
      'line 1: is not in UTF-8',
    ],
    ['a folder as book', () => [contestFile, 'r', folder], 'cannot be read'],
    ['a document that is not JSON', () => [file('broken.json', '{'), 'r', book()], 'is not JSON'],
    ['an unknown round', () => [contestFile, 'toString', book()], 'its rounds are r, shares'],
    ['shares without a number', () => [contestFile, 'shares', book()], '--eligible p=number'],
    ['a number that is none', () => [contestFile, 'r', book(), '--eligible', 'p=-1'], 'not p=-1'],
    [
      'a fact about a stranger',
      () => [contestFile, 'r', book(), '--facts', file('facts.json', { contestants: ['z'] })],
      'names z, whom',
    ],
    [
      'a fact that nobody knows',
      () => [contestFile, 'r', book(), '--facts', file('facts.json', { weather: 'fine' })],
      '$.weather: Unknown field',
    ],
    [
      'points finer than those that are announced',
      () => {
        const adjustments = [{ contestant: 'a', points: '0.005' }]
        return [contestFile, 'r', book(), '--facts', file('facts.json', { adjustments })]
      },
      'names 0.005 points, with more places than the 2',
    ],
    [
      'points for somebody who is not judged',
      () => {
        const facts = { contestants: ['a', 'b'], adjustments: [{ contestant: 'c', points: '1' }] }
        return [contestFile, 'r', book(), '--facts', file('facts.json', facts)]
      },
      'names c, who is not judged',
    ],
    [
      'a number for a stranger',
      () => [contestFile, 'r', book(), '--eligible', 'z=1'],
      'z, which has no panel',
    ],
  ])('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await count(...args())
    expect(stderr).toContain(message)
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      status: 1,
      stdout: '',
      lines: 1,
    })
  })
})

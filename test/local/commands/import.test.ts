import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { makeBundle } from '#test/support/made-bundle.ts'
import { runLocal } from '#test/support/proof-bundle.ts'
import { bookOf, rowsOf } from '#test/support/sheets.ts'
import { temporaryFolder } from '../support.ts'

/** The restore of a contest that was really played is in bundle.test.ts; here is what an import refuses, and that it then leaves nothing. */

const rounds = ['first', 'second'].map((id) => roundWith({ id }))

function bundle(): string {
  const folder = join(temporaryFolder(), 'bundle')
  mkdirSync(folder)
  const ballots = [{ electorate: 'village', choices: ['east'] }]
  makeBundle(
    folder,
    contestWith({ rounds }),
    rounds.map((round) => ({ round, ballots })),
    { village: 2 },
  )
  return folder
}

const imported = (from: string, prepare?: (data: string) => void, ...more: string[]) => {
  const parent = temporaryFolder()
  const data = join(parent, 'data')
  prepare?.(data)
  const before = readdirSync(parent, { recursive: true })
  const { status, stdout, stderr } = runLocal('import', [from, '--data', data, ...more])
  return {
    status,
    stdout,
    stderr,
    data,
    isAsBefore: () => expect(readdirSync(parent, { recursive: true })).toEqual(before),
  }
}

test('a bundle without a roster comes back with staff only, and says so', () => {
  const { status, stdout, stderr, data } = imported(bundle())
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('harvest: 10 events, 2 sealed rounds\n')
  expect(stdout).toContain('judges and voters come back with --roster FILE')
  const links = JSON.parse(readFileSync(join(data, 'links.json'), 'utf8')) as { voters: unknown[] }
  expect(links.voters).toEqual([])
  expect(existsSync(join(data, 'version'))).toBe(true)
})

test('a roster is shown as it is understood, of the sheet that was named, and imported once somebody said yes', () => {
  const from = bundle()
  const file = join(temporaryFolder(), 'roster.xlsx')
  const people = [
    ['编号', '姓名', '电话'],
    ['v0', '王明', '138'],
    ['v1', '李红', '139'],
  ]
  const book = bookOf([
    { name: '说明', rows: rowsOf([['请看第二张表']]) },
    { name: '名册', rows: rowsOf(people) },
  ])
  writeFileSync(file, book)
  const roster = ['--roster', file, '--sheet', '名册']
  const asked = imported(from, undefined, ...roster)
  expect(asked.stdout.replaceAll(file, 'FILE')).toBe(
    [
      'FILE: 2 people (村 2); id from ‘编号’, name from ‘姓名’',
      'sheet ‘名册’ was read; not read: 说明',
      'columns that are not used: 电话',
      'everybody is in the electorate ‘village’: the table does not say',
      'row 2: v0 · 村 · 王明',
      'row 3: v1 · 村 · 李红',
      '',
    ].join('\n'),
  )
  expect(asked.stderr).toMatch(/^Nothing is imported yet: .* with --yes\.\n$/)
  expect(asked.status).toBe(1)
  asked.isAsBefore()
  const { status, data } = imported(from, undefined, ...roster, '--yes')
  expect(status).toBe(0)
  const links = JSON.parse(readFileSync(join(data, 'links.json'), 'utf8')) as { voters: unknown[] }
  expect(links.voters).toHaveLength(2)
  const other = imported(from, undefined, '--roster', file, '--sheet', '旧')
  expect(other.stderr).toMatch(/has no sheet ‘旧’ that it shows; there are: ‘说明’, ‘名册’\.\n$/)
})

describe('refused, with nothing left behind', () => {
  const refused = (result: ReturnType<typeof imported>, sentence: RegExp) => {
    expect(result.stderr).toMatch(sentence)
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 1, stdout: '' })
    result.isAsBefore()
  }

  test('a bundle that was changed', () => {
    const from = bundle()
    const file = join(from, 'rounds/first/result.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"cast":1', '"cast":2'))
    refused(
      imported(from),
      /^.* does not verify; nothing was imported:\nrounds\/first\/result\.json, \$\.digest: /,
    )
  })

  test('a bundle of one round of several', () => {
    const from = bundle()
    for (const file of ['result.json', 'book.ndjson'])
      writeFileSync(join(from, file), readFileSync(join(from, 'rounds/first', file)))
    rmSync(join(from, 'rounds'), { recursive: true })
    refused(imported(from), /^The log has the seal of round second, whose result is not in /)
  })

  test.each([
    ['a contest', 'leitai.db'],
    ['other things', 'letter.txt'],
  ])('a data folder that holds %s', (_, name) => {
    const holding = (data: string): void => {
      mkdirSync(data)
      writeFileSync(join(data, name), '')
    }
    refused(
      imported(bundle(), holding),
      /^The data folder .* holds something already: name another with --data FOLDER\.\n$/,
    )
  })

  test('a roster that is not the one of then', () => {
    const file = join(temporaryFolder(), 'roster.csv')
    writeFileSync(file, 'id,electorate\nv0,village\n')
    refused(
      imported(bundle(), undefined, '--roster', file),
      /^The roster has 1 people in village, and the log 2: give the roster of then\.\n$/,
    )
  })

  test.each([[[]], [['a']], [['a', 'b', '--data', 'c']]])('%j', (args) => {
    const { status, stderr } = runLocal('import', args)
    expect(stderr).toMatch(/Usage: npm run -s import/)
    expect(status).toBe(1)
  })
})

import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bookLineSchema } from '#contract/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import { rosterRowSchema } from '#contract/people.ts'
import { checkBallot, filled } from '#core/ballot.ts'
import { countBook } from '#core/count.ts'
import { parseContest } from '#core/document.ts'
import { contestantsOf, findRound } from '#core/round.ts'
import { sampleBook } from '../../examples/haiyang-2022/make-ballots.ts'

const read = (path: string) => readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8')
const rosterOf = (example: string) =>
  rosterRowSchema.array().parse(parse(read(`${example}/roster.csv`), { columns: true }))

function contestOf(example: string): Contest {
  const parsed = parseContest(JSON.parse(read(`${example}/contest.json`)))
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults, null, 2))
  return parsed.contest
}

function roundOf(contest: Contest, id: string) {
  const round = findRound(contest, id)
  if (!round) throw new Error(`There is no round ${id}`)
  return round
}

describe.each(['haiyang-2022', 'daze-2021'])('%s', (example) => {
  test('the document is accepted as it stands and carries the name of its folder', () => {
    expect(contestOf(example).id).toBe(example)
  })

  test('every row of the roster has an id of its own and an electorate that is admitted by code', () => {
    const roster = rosterOf(example)
    const byCode = contestOf(example).electorates.filter(({ admission }) => admission !== 'open')
    expect(new Set(roster.map(({ id }) => id)).size).toBe(roster.length)
    expect(new Set(roster.map(({ electorate }) => electorate))).toEqual(new Set(byCode.map(({ id }) => id)))
  })
})

describe('haiyang-2022', () => {
  const contest = contestOf('haiyang-2022')
  const roster = rosterOf('haiyang-2022')

  test('has the electorates of the day and four districts of eight villages, in the order they were visited', () => {
    const sizes = Object.groupBy(roster, ({ electorate }) => electorate)
    expect(sizes.town).toHaveLength(16)
    expect(sizes.village).toHaveLength(103)
    expect(contest.rounds.map((round) => [round.group, contestantsOf(contest, round).length])).toEqual([
      ['district-2', 8],
      ['district-3', 8],
      ['district-4', 8],
      ['district-1', 8],
    ])
  })

  test.each([
    ['round-district-1', ['王家山后村', '西古现村']],
    ['round-district-2', ['嵩潜村']],
    ['round-district-3', ['里口村']],
    ['round-district-4', ['邵伯村']],
  ])('the sample book of %s counts to what was announced: %j', (id, announced) => {
    const round = roundOf(contest, id)
    const book = read(`haiyang-2022/ballots/${id}.ndjson`)
      .trimEnd()
      .split('\n')
      .map((line) => bookLineSchema.parse(JSON.parse(line)))

    expect(book.map(({ voter }) => voter).sort()).toEqual(roster.map((row) => row.id).sort())
    expect(book.flatMap(({ ballot }) => checkBallot(contest, round, filled(ballot)))).toEqual([])

    const names = new Map(contest.contestants.map((contestant) => [contestant.id, contestant.name]))
    const first = countBook(contest, round, book, {}).standings.filter(({ rank }) => rank === 1)
    expect(first.map(({ contestant }) => names.get(contestant))).toEqual(announced)
    expect(first.map(({ tied }) => tied)).toEqual(announced.map(() => announced.length > 1))
    expect(new Set(first.map(({ total }) => total)).size).toBe(1)
  })

  test('the generator gives the books that are here', () => {
    for (const { id } of contest.rounds) {
      const lines = sampleBook(id).map((line) => JSON.stringify(line))
      expect(lines.join('\n')).toBe(read(`haiyang-2022/ballots/${id}.ndjson`).trimEnd())
    }
  })
})

test('daze-2021 presents fifteen villages, each with its highlights, before judges and an open audience', () => {
  const contest = contestOf('daze-2021')
  expect(contest.contestants).toHaveLength(15)
  expect(contest.contestants.every(({ highlights }) => highlights)).toBe(true)
  expect(rosterOf('daze-2021')).toHaveLength(9)
  expect(contest.electorates.find(({ id }) => id === 'viewers')?.admission).toBe('open')
})

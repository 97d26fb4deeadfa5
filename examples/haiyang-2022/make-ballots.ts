/**
 * Writes the invented books in ballots/, one per round: every voter of roster.csv votes, and the counted outcome is the one that
 * was announced. Run it with `node examples/haiyang-2022/make-ballots.ts`; it gives the same files each time.
 */
import { parse } from 'csv-parse/sync'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Ballot, BookLine } from '#contract/ballot.ts'
import { contestSchema } from '#contract/contest.ts'
import { rosterRowSchema } from '#contract/people.ts'

/** What a contestant gets: the judges' trimmed mean in tenths of a point, and votes from towns and villages. */
type Outcome = [judges: number, town: number, village: number]

const outcomes: Record<string, Record<string, Outcome>> = {
  'round-district-1': {
    dongliujiatuan: [884, 3, 24],
    gouyangjia: [865, 2, 17],
    henan: [891, 4, 28],
    wangjiashanhou: [920, 12, 62],
    landian: [873, 2, 21],
    shangmashan: [859, 1, 14],
    xiguxian: [923, 11, 68],
    zhanchangpo: [902, 6, 41],
  },
  'round-district-2': {
    gaojiapo: [906, 7, 49],
    songqian: [926, 12, 71],
    beihegou: [888, 4, 30],
    beiwa: [872, 3, 22],
    zhangjiazhuang: [864, 2, 19],
    shaojiazhuang: [894, 5, 34],
    liugezhuang: [901, 6, 38],
    houyangtai: [857, 1, 13],
  },
  'round-district-3': {
    gaodi: [898, 6, 40],
    likou: [931, 13, 74],
    wujianwu: [882, 4, 27],
    xingjia: [876, 3, 25],
    shiqianzhuang: [903, 7, 44],
    chaowai: [861, 1, 16],
    xizhangjiazhuang: [889, 4, 31],
    xiangyang: [854, 2, 15],
  },
  'round-district-4': {
    wangshan: [870, 2, 20],
    panshidian: [907, 7, 46],
    hejia: [881, 4, 29],
    'xingcun-er': [895, 5, 37],
    lutuan: [866, 2, 18],
    lijiatuan: [858, 1, 12],
    jituan: [900, 6, 39],
    shaobo: [928, 12, 72],
  },
}

const file = (path: string) => new URL(path, import.meta.url)
const contest = contestSchema.parse(JSON.parse(readFileSync(file('contest.json'), 'utf8')))
const roster = rosterRowSchema
  .array()
  .parse(parse(readFileSync(file('roster.csv')), { columns: true, skip_empty_lines: true }))

const votersOf = (electorate: string) =>
  roster.filter((row) => row.electorate === electorate).map((row) => row.id)

/**
 * Hands out votes so that every contestant gets exactly the wanted number and nobody names a contestant twice: the votes stand
 * in one row, and each voter takes every n-th of them, n being the number of voters. No contestant has more than n.
 */
function chooseBallots(electorate: string, votes: [contestant: string, count: number][]): [string, Ballot][] {
  const voters = votersOf(electorate)
  const row = votes.flatMap(([contestant, count]) => Array.from({ length: count }, () => contestant))
  return voters.map((voter, index) => {
    const seat = (index * 37) % voters.length
    return [voter, { electorate, choices: row.filter((_, place) => place % voters.length === seat) }]
  })
}

/** How seven judges lie around the mean, in half points; the extremes are the marks that are dropped. */
const spread = [-6, -2, -1, 0, 1, 2, 5]

/** Half points that judge number `judge` gives: with both extremes dropped, the mean is exactly `tenths` ÷ 10. */
function judgesTotal(tenths: number, judge: number): number {
  const raised = spread.map((offset, place) => offset + (place > 0 && place <= tenths % 5 ? 1 : 0))
  return Math.floor(tenths / 5) + (raised[judge] ?? 0)
}

/** Splits a total (half points of 100) over the criteria in proportion to their limits; the first take what is left over. */
function overCriteria(total: number, criteria: { id: string; max: number }[]): Record<string, number> {
  const shares = criteria.map(({ max }) => Math.floor((total * max) / 100))
  const left = total - shares.reduce((sum, share) => sum + share, 0)
  return Object.fromEntries(
    criteria.map(({ id }, place) => [id, ((shares[place] ?? 0) + (place < left ? 1 : 0)) / 2]),
  )
}

function scoreBallots(round: string, means: [contestant: string, tenths: number][]): [string, Ballot][] {
  const rule = contest.rounds
    .find(({ id }) => id === round)
    ?.panels.find(({ electorate }) => electorate === 'judge')
  if (rule?.ballot.kind !== 'score') throw new Error(`The judges of ${round} do not score`)
  const { criteria } = rule.ballot
  return votersOf('judge').map((voter, index) => {
    const marks = means.map(([contestant, tenths], place): [string, Record<string, number>] => [
      contestant,
      overCriteria(judgesTotal(tenths, (index + place) % spread.length), criteria),
    ])
    return [voter, { electorate: 'judge', scores: Object.fromEntries(marks) }]
  })
}

/** The invented book of a round, sorted by id as a published book is. */
export function sampleBook(round: string): BookLine[] {
  const outcome = Object.entries(outcomes[round] ?? {})
  return [
    ...scoreBallots(
      round,
      outcome.map(([contestant, [judges]]) => [contestant, judges]),
    ),
    ...chooseBallots(
      'town',
      outcome.map(([contestant, [, town]]) => [contestant, town]),
    ),
    ...chooseBallots(
      'village',
      outcome.map(([contestant, [, , village]]) => [contestant, village]),
    ),
  ]
    .map(([voter, ballot]) => ({ id: `sample-${voter}`, ballot, voter }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

if (import.meta.main) {
  for (const { id } of contest.rounds) {
    const lines = sampleBook(id).map((line) => `${JSON.stringify(line)}\n`)
    writeFileSync(file(`ballots/${id}.ndjson`), lines.join(''))
  }
}

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Ballot } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import { ballotRules, filled } from '#core/ballot.ts'
import { liveDocument } from '#core/contest/live.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import { contestantsOf } from '#core/round.ts'
import { bookLine } from '#core/seal.ts'
import { tallyOf, type Tally } from '#core/tally.ts'
import { bucketOf, type StoredBallot } from '#store/ballots.ts'
import { fenceOf } from '#store/tallies.ts'
import { chanceOf } from './arrivals.ts'
import { itemBytes } from './item-bytes.ts'

/** What one contest weighs, measured with the real rules on made-up ballots. Bytes, of one item or document each. */
export type Weight = {
  contestants: number
  live: { raw: number; gzip: number; rows: number }
  head: number
  ballot: number
  tally: { bytes: number; marks: number; marksPerBallot: number }
  /** Of the book, per ballot, compressed. */
  bookLine: number
}

const ballots = 2_000
const opensAt = '2026-11-20T12:00:00.000Z'
const now = '2026-11-20T12:01:00.000Z'

const exampleFile = new URL('../examples/haiyang-2022/contest.json', import.meta.url)

/** Four rounds of eight villages: the Haiyang example, with a viewers' electorate instead of its judges, and live figures. */
export function ordinaryContest(): Contest {
  const example = JSON.parse(readFileSync(exampleFile, 'utf8')) as Contest
  return {
    ...example,
    electorates: [viewers],
    rounds: example.rounds.map((round) => ({ ...round, ...voting(3) })),
  }
}

/** The largest field on record: 1,056 villages in one round, of which 20 may be chosen. */
export function wideContest(): Contest {
  const contestants = Array.from({ length: 1_056 }, (_, index) => ({
    id: `village-${index + 1}`,
    name: `第${index + 1}村`,
  }))
  return {
    id: 'jiangmen-2023',
    title: '镇村擂台赛',
    electorates: [viewers],
    contestants,
    rounds: [{ id: 'villages', title: '村', ...voting(20) }],
  }
}

const viewers = { id: 'viewer', name: '观众', role: 'voter' as const }
const voting = (max: number): Pick<Round, 'panels' | 'figures'> => ({
  panels: [{ electorate: viewers.id, ballot: { kind: 'choose', max } }],
  figures: 'live',
})

/** Weighs a contest while its first round is open and 2,000 ballots are in. */
export function weigh(contest: Contest): Weight {
  const [round] = contest.rounds
  if (!round) throw new Error(`contest ${contest.id} has no round`)
  const cast = Array.from({ length: ballots }, (_, voter) => ballotOf(contest, round, voter))
  const rules = ballotRules(contest, round)
  const tally = tallyOf(cast.flatMap((ballot) => rules.marks(filled(ballot))))
  const state = openState(round)
  const live = liveDocument(
    { contest, state, now, viewer: 'public' },
    { tallies: new Map([[round.id, tally]]), results: new Map() },
  )
  const text = JSON.stringify(live)
  const book = cast.map((ballot, voter) => bookLine({ id: receiptOf(voter), ballot, voter: idOf(voter) }))
  return {
    contestants: contestantsOf(contest, round).length,
    live: {
      raw: Buffer.byteLength(text),
      gzip: gzipSync(text).length,
      rows: live.rounds[round.id]?.standings?.length ?? 0,
    },
    head: itemBytes({
      contest: contest.id,
      item: 'head',
      version: state.version,
      state: JSON.stringify(state),
    }),
    ballot: itemBytes(storedItem(contest, round, cast[0])),
    tally: {
      bytes: itemBytes(tallyItem(contest, round, tally)),
      marks: tally.size,
      marksPerBallot: Math.max(...cast.map((ballot) => rules.marks(filled(ballot)).length)),
    },
    bookLine: gzipSync(book.join('\n')).length / ballots,
  }
}

/** As many different contestants as may be chosen, the popular ones more often. */
function ballotOf(contest: Contest, round: Round, voter: number): Ballot {
  const rule = round.panels[0]?.ballot
  const field = contestantsOf(contest, round)
  const most = rule?.kind === 'choose' ? rule.max : 1
  const choices = Array.from({ length: most }, (_, index) => {
    const [chance] = chanceOf(voter * most + index)
    return field[Math.floor(chance ** 2 * field.length)]?.id ?? ''
  })
  return { electorate: viewers.id, choices: [...new Set(choices)] }
}

const idOf = (voter: number): string => `v-${String(voter).padStart(7, '0')}`

/** Twelve letters of the codes' alphabet, as chance has it. */
function receiptOf(voter: number): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const letters = Array.from(
    { length: 12 },
    (_, index) => alphabet[Math.floor(chanceOf(voter * 12 + index)[1] * 32)],
  )
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
}

const openState = (round: Round): ContestState => ({
  ...emptyState,
  version: 20,
  chain: '0'.repeat(64),
  at: now,
  eligible: { [viewers.id]: ballots },
  rounds: {
    [round.id]: {
      phase: 'opened',
      attempt: 1,
      contestants: round.contestants ?? [],
      buckets: 1,
      windows: [{ opensAt, closesAt: null }],
    },
  },
})

function storedItem(contest: Contest, round: Round, ballot: Ballot | undefined): Record<string, unknown> {
  if (!ballot) throw new Error('no ballot to weigh')
  const attempt = { contest: contest.id, round: round.id, attempt: 1, buckets: 1 }
  const stored: StoredBallot = {
    voter: idOf(0),
    ballot: filled(ballot),
    receipt: receiptOf(0),
    signature: 'A'.repeat(86),
    revision: 1,
    casts: [{ id: '0'.repeat(32), at: now }],
    delay: 8,
  }
  return { bucket: bucketOf(attempt, stored.voter), ...stored, ballot: JSON.stringify(ballot) }
}

const tallyItem = (contest: Contest, round: Round, tally: Tally): Record<string, unknown> => ({
  contest: contest.id,
  bucket: `${round.id}/1#0`,
  applied: fenceOf('1'),
  ...Object.fromEntries(tally),
})

import { createHash } from 'node:crypto'
import type { Ballot, BookLine } from '#contract/ballot.ts'
import type { Live, Result } from '#contract/live.ts'
import { ballotRules, filled } from '#core/ballot.ts'
import { roundState } from '#core/contest/state.ts'
import { tallyOf, type Tally } from '#core/tally.ts'
import { readBallots, type StoredBallot } from '#store/ballots.ts'
import { readState } from '#store/contests.ts'
import { readTally } from '#store/tallies.ts'
import type { Stage } from './stage.ts'

/** What the system itself says, read past all caches. */

/** The ballots that lie in the box. */
export async function boxOf({ contest, round }: Stage): Promise<StoredBallot[]> {
  const state = await readState(contest.id)
  const current = state && roundState(state, round.id)
  if (!current || current.phase === 'waiting') return []
  const box: StoredBallot[] = []
  const { attempt, buckets } = current
  for await (const ballot of readBallots({ contest: contest.id, round: round.id, attempt, buckets }))
    box.push(ballot)
  return box
}

/** The counters. */
export async function tallyIn({ contest, round }: Stage, attempt = 1): Promise<Tally> {
  return readTally(contest.id, round.id, attempt)
}

/** What the counters should say about these ballots. */
export function marksIn({ contest, round }: Stage, ballots: Iterable<Pick<StoredBallot, 'ballot'>>): Tally {
  const rules = ballotRules(contest, round)
  return tallyOf([...ballots].flatMap(({ ballot }) => rules.marks(ballot)))
}

export const liveOf = async ({ bench, contest }: Stage): Promise<Live> =>
  (await bench.office.call('read-live', { path: { contest: contest.id } })).body as Live

/** A sealed result and its book, as the staff get them. */
export type Sealed = { result: Result; book: string; lines: BookLine[] }

export async function sealedIn({ bench, path }: Stage): Promise<Sealed | undefined> {
  const token = await bench.owner()
  const result = await bench.office.call('read-result', { path, token })
  const book = await bench.office.call('read-book', { path, token })
  if (result.status !== 200 || book.status !== 200) return undefined
  const text = String(book.body)
  const lines = text.split('\n').filter((line) => line !== '')
  return {
    result: result.body as Result,
    book: text,
    lines: lines.map((line) => JSON.parse(line) as BookLine),
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Marks that stand differently in two tallies, with both counts. */
export function differences(one: Tally, other: Tally): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((mark) => {
    const [left, right] = [one.get(mark) ?? 0, other.get(mark) ?? 0]
    return left === right ? [] : [`${mark}: ${left} ≠ ${right}`]
  })
}

/** Marks that the first counts more often than the second. */
export const above = (one: Tally, other: Tally): string[] =>
  [...one].flatMap(([mark, count]) =>
    count > (other.get(mark) ?? 0) ? [`${mark}: ${count} > ${other.get(mark) ?? 0}`] : [],
  )

/** Whom a ballot chooses; none where it is of another kind. */
export function choicesIn(ballot: Ballot): string[] {
  const given = filled(ballot)
  return given.kind === 'choose' ? given.choices : []
}

import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Ballot, BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import type { ReceiptKey } from '#contract/receipt-proof.ts'
import { ballotRules, filled } from '#core/ballot.ts'
import { canonicalJson, digestOf } from '#core/canonical.ts'
import { eligibleIn } from '#core/contest/eligible.ts'
import type { ContestEvent, NewEvent } from '#core/contest/acts.ts'
import { evolve } from '#core/contest/evolve.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import type { Mark } from '#core/ballot/mark.ts'
import { contestantsOf } from '#core/round.ts'
import { bookLine, resultOf, sealEvent } from '#core/seal.ts'
import type { Tally } from '#core/tally.ts'

/** A round as it is to be voted in: its ballots, whose order in the book is their order here. */
export type Voting = { round: Round; ballots: Iterable<Ballot> }

/** Writes the bundle of a contest that nobody played; it differs from a real one in nothing that a verifier looks at. */
export function makeBundle(
  folder: string,
  contest: Contest,
  votings: readonly Voting[],
  eligible: Record<string, number>,
  receiptKey?: ReceiptKey,
): void {
  const log = new MadeLog()
  log.add(
    { type: 'contestDefined', document: digestOf(contest) },
    { type: 'votersAdded', added: eligible, updated: 0 },
  )
  if (receiptKey) log.add({ type: 'receiptKey', jwk: receiptKey })
  for (const { round, ballots } of votings) {
    const at = votings.length === 1 ? '' : `rounds/${round.id}`
    mkdirSync(join(folder, at), { recursive: true })
    const { book, tally } = writeBook(join(folder, at, 'book.ndjson'), contest, round, ballots)
    const result = log.seal(contest, round, tally, book)
    writeFileSync(join(folder, at, 'result.json'), canonicalJson(result))
  }
  writeFileSync(join(folder, 'contest.json'), canonicalJson(contest))
  writeFileSync(join(folder, 'log.ndjson'), logText(log.events))
}

export const logText = (events: readonly ContestEvent[]): string =>
  events.map((event) => `${canonicalJson(event)}\n`).join('')

class MadeLog {
  readonly events: ContestEvent[] = []
  #state: ContestState = emptyState

  add(...added: NewEvent[]): void {
    for (const event of added) {
      const events = chainEvents(this.#state, [event], { at: this.#now(), actor: 'chen' })
      this.events.push(...events)
      this.#state = events.reduce(evolve, this.#state)
    }
  }

  seal(contest: Contest, round: Round, tally: Tally, book: Result['book']): Result {
    const opensAt = this.#now()
    const closesAt = new Date(Date.parse(opensAt) + 500).toISOString()
    const attempt = { round: round.id, attempt: 1 }
    const contestants = contestantsOf(contest, round).map(({ id }) => id)
    this.add(
      { type: 'roundOpened', ...attempt, opensAt, closesAt, buckets: 1, contestants },
      { type: 'sealRequested', ...attempt },
    )
    const result = resultOf({
      contest,
      round,
      attempt: 1,
      version: 1,
      sealedAt: this.#now(),
      tally,
      eligible: eligibleIn(contest, this.#state, round),
      book,
      log: { sha256: this.#state.chain, events: this.#state.version },
    })
    this.add(sealEvent(round, result, tally), {
      type: 'resultPublished',
      round: round.id,
      version: 1,
      confirmed: true,
    })
    return result
  }

  /** Each event comes a second after the one before. */
  #now(): string {
    return new Date(Date.parse('2022-06-10T09:00:00.000Z') + this.#state.version * 1_000).toISOString()
  }
}

/** Line by line, as a book of a million ballots must be. */
function writeBook(
  file: string,
  contest: Contest,
  round: Round,
  ballots: Iterable<Ballot>,
): { book: Result['book']; tally: Tally } {
  mkdirSync(dirname(file), { recursive: true })
  const rules = ballotRules(contest, round)
  const tally = new Map<Mark, number>()
  const hash = createHash('sha256')
  const handle = openSync(file, 'w')
  let lines = 0
  let text = ''
  const flush = () => {
    hash.update(text)
    writeSync(handle, text)
    text = ''
  }
  for (const ballot of ballots) {
    const line: BookLine = { id: receipt(lines), ballot, ...(!round.secret && { voter: `v${lines}` }) }
    for (const mark of rules.marks(filled(ballot))) tally.set(mark, (tally.get(mark) ?? 0) + 1)
    text += `${bookLine(line)}\n`
    lines += 1
    if (text.length > 1 << 20) flush()
  }
  flush()
  closeSync(handle)
  return { book: { sha256: hash.digest('hex'), lines }, tally }
}

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Receipts look like real ones and rise. */
export function receipt(index: number): string {
  const letters = Array.from(
    { length: 12 },
    (_, place) => alphabet[Math.floor(index / 32 ** (11 - place)) % 32],
  )
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
}

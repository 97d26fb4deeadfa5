import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Contest, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { Arrivals } from '#core/arrivals.ts'
import { ballotRules, plain } from '#core/ballot.ts'
import type { JudgesComments } from '#core/comments.ts'
import type { Window } from '#core/contest/state.ts'
import type { Mark } from '#core/ballot/mark.ts'
import { bookLine } from '#core/seal.ts'
import type { Tally } from '#core/tally.ts'
import { writePiece, type FileName, type SealedBook } from '#store/archive.ts'
import { readBallots, type Attempt } from '#store/ballots.ts'

/**
 * What lies in the box: the count of all marks, the book as lines in order, the comments in no telling order, and in a named round
 * when the ballots came in.
 */
export type Recounted = {
  tally: Tally
  lines: string[]
  comments: JudgesComments[]
  arrivals: Result['arrivals']
}

/** Counts the ballots of an attempt from the box itself, with consistent reads. Counters play no part. */
export async function recount(
  contest: Contest,
  round: Round,
  attempt: Attempt & { windows: Window[] },
): Promise<Recounted> {
  const rules = ballotRules(contest, round)
  const tally = new Map<Mark, number>()
  const book: { id: string; line: string }[] = []
  const comments: JudgesComments[] = []
  const electorates = round.panels.map(({ electorate }) => electorate)
  const arrivals = new Arrivals(electorates, attempt.windows, new Date().toISOString())
  for await (const { voter, ballot, receipt, casts, comments: words, recused, shadow } of readBallots(
    attempt,
  )) {
    const line = bookLine({
      id: receipt,
      ballot: plain(ballot),
      ...(!round.secret && { voter }),
      ...(recused && { recused }),
      ...(shadow && { shadow }),
    })
    book.push({ id: receipt, line })
    if (words)
      comments.push({ ...(!round.secret && { judge: voter }), comments: words, ...(shadow && { shadow }) })
    if (shadow) continue
    for (const mark of rules.marks(ballot, recused)) tally.set(mark, (tally.get(mark) ?? 0) + 1)
    const castAt = casts.at(-1)?.at
    if (castAt !== undefined) arrivals.add(ballot.electorate, castAt)
  }
  book.sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    tally,
    lines: book.map(({ line }) => line),
    comments: shuffled(comments),
    arrivals: round.secret ? undefined : arrivals.counted(),
  }
}

/** The SHA-256 of the book file: each line ends in a line feed. */
export function bookOf(lines: readonly string[]): Result['book'] {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line).update('\n')
  return { sha256: hash.digest('hex'), lines: lines.length }
}

/** Uncompressed bytes per piece: what does not shrink at all still fits into an item of 400 kB. */
const pieceBytes = 350_000

/** Keeps text beside the result, in compressed pieces. */
export async function writeFile(file: FileName, sealed: SealedBook, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  for (let start = 0, piece = 0; start < bytes.length || piece === 0; start += pieceBytes, piece++)
    await writePiece(file, sealed, piece, gzipSync(bytes.subarray(start, start + pieceBytes)))
}

/** Ordered by a hash of what was said: neither arrival nor the order of the book shows through. */
const shuffled = (comments: JudgesComments[]): JudgesComments[] =>
  comments
    .map((entry) => ({ entry, order: createHash('sha256').update(JSON.stringify(entry)).digest('hex') }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ entry }) => entry)

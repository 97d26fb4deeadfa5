import type { BookLine } from '#contract/ballot.ts'
import { filled, type FilledBallot } from '#core/ballot.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { readPieces, textOf, type SealedBook } from '#store/archive.ts'
import { fromJson } from '#store/stored.ts'

const books = new WarmCache<Promise<Map<string, FilledBallot>>>(5)

/** The ballots of a book by receipt. A book never changes, so a warm function reads it once, except a rehearsal's, which may be wiped. */
export function readBook(sealed: SealedBook): Promise<Map<string, FilledBallot>> {
  const { contest, round, attempt } = sealed
  const name = JSON.stringify([contest, round, attempt])
  const reading = books.get(name) ?? ballotsIn(sealed)
  if (!isRehearsal(contest)) books.set(name, reading)
  reading.catch(() => books.delete(name))
  return reading
}

async function ballotsIn(sealed: SealedBook): Promise<Map<string, FilledBallot>> {
  const lines = linesIn(textOf(await readPieces('book', sealed)))
  return new Map(lines.map(({ id, ballot }) => [id, filled(ballot)]))
}

/** The lines of a book that a seal has written. */
export const linesIn = (text: string): BookLine[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [fromJson<BookLine>(line)]))

import { gunzipSync, gzipSync } from 'node:zlib'
import { exclusions } from '#core/contest/actions.ts'
import { bookLine, withExclusions } from '#core/seal.ts'
import { readBook } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { shownResult, versionIn } from '#services/published.ts'
import { linesIn } from '#services/sealed-book.ts'
import { readPieces, readResult, type SealedAttempt } from '#store/archive.ts'

/** GET …/book: the file whose SHA-256 stands in the result, byte for byte. */
export const handler = http(readBook, async ({ path, query, session, headers }) => {
  const { sealed } = await shownResult(path, session, versionIn(query))
  const book = await bookOf(sealed)
  const compressed = /\bgzip\b/.test(headers['accept-encoding'] ?? '')
  return {
    // Compressed as a whole: browsers stop reading after the first of several pieces.
    body: compressed ? gzipSync(book) : book,
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      ...(compressed && { 'content-encoding': 'gzip' }),
    },
  }
})

/** The book as the seal wrote it, with the ballots named that a version leaves out. */
async function bookOf(sealed: SealedAttempt): Promise<Buffer> {
  const book = gunzipSync(Buffer.concat(await readPieces('book', sealed)))
  const excluded = exclusions((await readResult(sealed)) ?? {})
  if (excluded.size === 0) return book
  const lines = linesIn(book.toString('utf8')).map((line) => `${bookLine(withExclusions(line, excluded))}\n`)
  return Buffer.from(lines.join(''))
}

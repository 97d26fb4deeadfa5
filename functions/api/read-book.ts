import { gunzipSync, gzipSync } from 'node:zlib'
import { readBook } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { shownResult } from '#services/published.ts'
import { readPieces } from '#store/archive.ts'

/** GET …/book: the file whose SHA-256 stands in the result, byte for byte as the seal wrote it. */
export const handler = http(readBook, async ({ path, session, headers }) => {
  const { sealed } = await shownResult(path, session)
  const book = gunzipSync(Buffer.concat(await readPieces('book', sealed)))
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

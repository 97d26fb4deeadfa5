/**
 * The layout of a bundle. One round: `contest.json`, `log.ndjson`, `result.json`, `book.ndjson`. Several: the first two, and the others
 * in `rounds/<round>/`. `comments.json` beside a result holds released comments. `SHA256SUMS`, as `sha256sum` reads it, lists every
 * file, so that not a byte can change unseen; a bundle that was put together by hand may lack it.
 */
export const files = {
  contest: 'contest.json',
  log: 'log.ndjson',
  result: 'result.json',
  book: 'book.ndjson',
  comments: 'comments.json',
  sums: 'SHA256SUMS',
} as const

export const roundsFolder = 'rounds'

/** Where the files of a round are: `folder` is its id, absent where the bundle is of one round. */
export type RoundPlace = { folder?: string; result: string; book: string; comments: string }

export const flatPlace: RoundPlace = { result: files.result, book: files.book, comments: files.comments }

export const roundPlace = (round: string): RoundPlace => ({
  folder: round,
  result: `${roundsFolder}/${round}/${files.result}`,
  book: `${roundsFolder}/${round}/${files.book}`,
  comments: `${roundsFolder}/${round}/${files.comments}`,
})

/** What a bundle is put together from: texts as they stand in its files, books as bytes that come. */
export type BundleSource = {
  log: () => Promise<string>
  contest: () => Promise<string>
  /** The rounds that have a result, as the log tells. */
  sealedRounds: (log: string) => string[]
  result: (round: string) => Promise<string>
  book: (round: string) => AsyncIterable<Uint8Array>
  /** Undefined where none were released. */
  comments: (round: string) => Promise<string | undefined>
}

export type BundleFile = { file: string; content: string | AsyncIterable<Uint8Array> }

/** Every file of a bundle but `SHA256SUMS`, one after the other; nothing is read before it is asked for. */
export async function* bundleFiles(source: BundleSource): AsyncGenerator<BundleFile> {
  // The log first: whatever happens while the rest is read cannot be missing from it, only be later.
  const log = await source.log()
  yield { file: files.contest, content: await source.contest() }
  yield { file: files.log, content: log }
  const rounds = source.sealedRounds(log)
  for (const round of rounds) {
    const place = rounds.length === 1 ? flatPlace : roundPlace(round)
    yield { file: place.result, content: await source.result(round) }
    yield { file: place.book, content: source.book(round) }
    const comments = await source.comments(round)
    if (comments !== undefined) yield { file: place.comments, content: comments }
  }
}

/** One line of `SHA256SUMS`. */
export const sumLine = (sha256: string, file: string): string => `${sha256}  ${file}\n`

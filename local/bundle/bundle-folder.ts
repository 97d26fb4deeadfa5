import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chunksOf } from '#terminal/files.ts'
import { UserError } from '#terminal/user-error.ts'

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

const roundsFolder = 'rounds'

/** Where the files of a round are: `folder` is its id, absent where the bundle is of one round. */
export type RoundPlace = { folder?: string; result: string; book: string; comments: string }

export const flatPlace: RoundPlace = { result: files.result, book: files.book, comments: files.comments }

export const roundPlace = (round: string): RoundPlace => ({
  folder: round,
  result: `${roundsFolder}/${round}/${files.result}`,
  book: `${roundsFolder}/${round}/${files.book}`,
  comments: `${roundsFolder}/${round}/${files.comments}`,
})

/** The rounds of a bundle, in order of their folders. */
export function roundPlaces(folder: string): RoundPlace[] {
  const rounds = join(folder, roundsFolder)
  if (!existsSync(rounds)) return [flatPlace]
  const places = readdirSync(rounds)
    .filter((name) => isFolder(join(rounds, name)))
    .sort()
    .map(roundPlace)
  return existsSync(join(folder, files.result)) ? [flatPlace, ...places] : places
}

/** Throws a `UserError` for a path that is no folder. */
export function checkFolder(folder: string): void {
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`)
  if (!isFolder(folder)) throw new UserError(`${folder} is a file, and a bundle is a folder.`)
}

const isFolder = (path: string): boolean => statSync(path).isDirectory()

export function sha256Of(file: string): string {
  const hash = createHash('sha256')
  for (const bytes of chunksOf(file)) hash.update(bytes)
  return hash.digest('hex')
}

/** One line of `SHA256SUMS`. */
export const sumLine = (folder: string, file: string): string => `${sha256Of(join(folder, file))}  ${file}\n`

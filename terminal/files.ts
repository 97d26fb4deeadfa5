import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { errorCode, errorMessage, UserError } from './user-error.ts'

/** Files that a person names on the command line. What keeps them from being read is a `UserError`. */

export const readText = (file: string): string => reading(file, () => readFileSync(file, 'utf8'))

export function readJson(file: string): unknown {
  const text = readText(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(`The file ${file} is not JSON (${errorMessage(error)}).`)
  }
}

export type Line = { number: number; text: string }

/** The lines of a file, without ever holding more of it than a chunk and one line. Empty lines at the end are left out. */
export function* linesOf(file: string): Iterable<Line> {
  let number = 0
  let empty = 0
  for (const text of rawLines(file)) {
    number += 1
    if (text.trim() === '') {
      empty += 1
      continue
    }
    for (; empty > 0; empty -= 1) yield { number: number - empty, text: '' }
    yield { number, text }
  }
}

const newline = 0x0a
const chunkSize = 1 << 18

function* rawLines(file: string): Iterable<string> {
  let rest = Buffer.alloc(0)
  for (const chunk of chunksOf(file)) {
    const bytes = Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      yield bytes.toString('utf8', start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length > 0) yield rest.toString('utf8')
}

/** The bytes of a file, piece by piece; a piece is overwritten by the next. */
export function* chunksOf(file: string): Iterable<Uint8Array> {
  const handle = reading(file, () => openSync(file, 'r'))
  try {
    const chunk = Buffer.allocUnsafe(chunkSize)
    const read = () => reading(file, () => readSync(handle, chunk))
    for (let size = read(); size > 0; size = read()) yield chunk.subarray(0, size)
  } finally {
    closeSync(handle)
  }
}

function reading<Content>(file: string, read: () => Content): Content {
  try {
    return read()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new UserError(`There is no file ${file}.`)
    throw new UserError(`The file ${file} cannot be read (${errorMessage(error)}).`)
  }
}

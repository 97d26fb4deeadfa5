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

const chunkSize = 1 << 18

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

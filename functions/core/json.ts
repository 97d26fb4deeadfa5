import type { Fault } from '#contract/faults.ts'
import { fault, forbiddenKey } from './faults.ts'

/** The deepest document, a contest's, has eight levels. */
export const mostLevels = 32
/** Two thousand contestants with thirty marks each are sixty thousand; what has more is no request, and costs too much to judge. */
const mostValues = 100_000

/** What can be told of a JSON text in one walk over its letters, before anything is made of it. */
type Extent = { levels: number; values: number; names: number }

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openers = new Set([0x5b, 0x7b])
const closers = new Set([0x5d, 0x7d])

/** Levels, values and names of members in a text; of one that is not JSON, what they would be. */
export function extentOf(text: string): Extent {
  let level = 0
  const extent: Extent = { levels: 0, values: 1, names: 0 }
  for (let index = 0; index < text.length; index++) {
    const letter = text.charCodeAt(index)
    if (letter === quote) index = endOfString(text, index)
    else if (letter === comma) extent.values += 1
    else if (letter === colon) extent.names += 1
    else if (closers.has(letter)) level -= 1
    else if (openers.has(letter)) {
      level += 1
      extent.values += 1
      extent.levels = Math.max(extent.levels, level)
    }
  }
  return extent
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const letter = text.charCodeAt(index)
    if (letter === quote) return index
    if (letter === backslash) index += 1
  }
  return text.length
}

export type Parsed = { json: unknown } | { fault: Fault }

/** The value of a text from outside, or the one thing that makes it not worth looking at further. The cost grows with its length only. */
export function parseJson(text: string): Parsed {
  const { levels, values } = extentOf(text)
  if (levels > mostLevels) return { fault: fault('$', 'too-deep', { most: mostLevels }) }
  if (values > mostValues) return { fault: fault('$', 'too-many-values', { most: mostValues }) }
  const json = valueOf(text)
  if (json === undefined) return { fault: fault('$', 'not-json') }
  const forbidden = forbiddenKey(json)
  return forbidden ? { fault: forbidden } : { json }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

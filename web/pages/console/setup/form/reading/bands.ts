import { plain } from './plain.ts'

/** Bands as they were understood, and the lines in which none could be read. */
export type BandsRead = { bands: { from: number; points: number }[]; unread: string[] }

const numbers = /(?<![\d.])-?\d+(?:\.\d+)?/g
const upTo = /以下|不足|未满|低于|小于|<|below|under|less/i

/** `90 200`, `90分以上 200分`, `80–90：190`, `不足60计160`: a band a line, or several with `；` between them. */
export function readBands(text: string): BandsRead {
  const read: BandsRead = { bands: [], unread: [] }
  for (const line of text.split(/\r\n?|\n|[;；]/)) {
    if (line.trim() === '') continue
    const band = bandIn(plain(line))
    if (band === null) read.unread.push(line.trim())
    else read.bands.push(band)
  }
  return read
}

function bandIn(line: string): BandsRead['bands'][number] | null {
  const [, said = line] = /^\s*\(?\d{1,2}[.、)]\s+(.*)$/.exec(line) ?? []
  const found = [...said.matchAll(numbers)].map(([number]) => Number(number))
  const [first = 0, second = 0, third] = found
  // From one number to another: the band begins at the lower of them.
  if (found.length === 3 && third !== undefined) return { from: Math.min(first, second), points: third }
  if (found.length !== 2) return null
  return { from: upTo.test(line) && !/以上|及以上|above/i.test(line) ? 0 : first, points: second }
}

/** Bands as they are read again. */
export const writeBands = (bands: BandsRead['bands']): string =>
  bands.map(({ from, points }) => `${from} ${points}`).join('\n')

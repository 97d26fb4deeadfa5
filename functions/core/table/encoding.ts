import { wrong } from '#core/faults.ts'
import { UnreadableTable } from './table.ts'

/**
 * The text of a file: UTF-8, UTF-16 (Excel's “Unicode text”), GB 18030, in which Chinese spreadsheets save CSV, or Big5. Throws
 * `UnreadableTable` with the line of a byte that belongs to none: half a name is nobody's name.
 */
export function textOf(bytes: Uint8Array): string {
  if (begins(bytes, 0xff, 0xfe)) return utf16(bytes, 'utf-16le')
  if (begins(bytes, 0xfe, 0xff)) return utf16(bytes, 'utf-16be')
  if (bytes.includes(0)) return utf16(bytes, withoutMark(bytes))
  const text = decoded(bytes, 'utf-8')
  if (text !== undefined) return text
  const { firstBad, bad, good } = lookAtUtf8(bytes)
  // Characters of three bytes do not come about by chance: text in GB 18030 has hardly any.
  if (good > bad) throw badByte(lineAt(bytes, firstBad))
  return big5(bytes) ?? gb18030(bytes)
}

export const begins = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const badByte = (line: number) => new UnreadableTable(wrong('bad-byte', { line }))

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function utf16(bytes: Uint8Array, encoding: string): string {
  const text = decoded(bytes, encoding)
  if (text !== undefined) return text
  const [before = ''] = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)
  throw badByte(before.split('\n').length)
}

/** Text in UTF-16 has its zeros (those of separators and digits) all in the first or all in the second halves. */
function withoutMark(bytes: Uint8Array): string {
  let [even, odd] = [0, 0]
  for (const [index, byte] of bytes.entries())
    if (byte === 0) {
      if (index % 2 === 0) even += 1
      else odd += 1
    }
  if (bytes.length % 2 === 0 && even === 0) return 'utf-16le'
  if (bytes.length % 2 === 0 && odd === 0) return 'utf-16be'
  throw new UnreadableTable(wrong('no-table'))
}

/** Of characters of two bytes so many are common ones of the encoding in a text that is written in it. */
const mostlyCommon = 0.9

/**
 * The text if it is in Big5, as in Taiwan and Hong Kong: nearly any such text can be read as GB 18030 too, as characters that nobody uses.
 * In it most first bytes are those of common characters, and in GB 18030 all but a few second bytes are high.
 */
function big5(bytes: Uint8Array): string | undefined {
  const [asBig5, asGb] = [commonIn(bytes, isCommonBig5), commonIn(bytes, isCommonGb)]
  if (asGb >= mostlyCommon || asBig5 < mostlyCommon) return undefined
  return decoded(bytes, 'big5')
}

type IsCommon = (lead: number, trail: number) => boolean
const isCommonBig5: IsCommon = (lead, trail) =>
  ((lead >= 0xa4 && lead <= 0xc6) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0x40
const isCommonGb: IsCommon = (lead, trail) =>
  ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1

/** How many of the characters of two bytes are common ones, from 0 to 1. */
function commonIn(bytes: Uint8Array, isCommon: IsCommon): number {
  let [all, common] = [0, 0]
  for (let place = 0; place + 1 < bytes.length; place++) {
    const [lead = 0, trail = 0] = [bytes[place], bytes[place + 1]]
    if (lead < 0x80) continue
    all += 1
    if (isCommon(lead, trail)) common += 1
    place += 1
  }
  return all === 0 ? 1 : common / all
}

/** No byte of a longer character is a line feed, so each line can be looked at by itself. */
function gb18030(bytes: Uint8Array): string {
  const text = decoded(bytes, 'gb18030')
  if (text !== undefined) return text
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(lineFeed, start)
    const some = bytes.subarray(start, end === -1 ? bytes.length : end)
    if (decoded(some, 'gb18030') === undefined) throw badByte(line)
    start = end === -1 ? bytes.length : end + 1
  }
  throw badByte(line)
}

const lineFeed = 0x0a

const lineAt = (bytes: Uint8Array, place: number): number =>
  bytes.subarray(0, place).reduce((lines, byte) => (byte === lineFeed ? lines + 1 : lines), 1)

type Utf8Look = {
  /** Place of the first byte that does not fit. */
  firstBad: number
  bad: number
  /** Characters of three bytes or more, as Chinese ones are. */
  good: number
}

function lookAtUtf8(bytes: Uint8Array): Utf8Look {
  const look: Utf8Look = { firstBad: -1, bad: 0, good: 0 }
  for (let place = 0; place < bytes.length;) {
    const length = lengthAt(bytes, place)
    if (length === 0) {
      if (look.firstBad === -1) look.firstBad = place
      look.bad += 1
    }
    if (length >= 3) look.good += 1
    place += Math.max(1, length)
  }
  return look
}

/** How many bytes the character at a place has; 0 where there is none. */
function lengthAt(bytes: Uint8Array, place: number): number {
  const lead = bytes[place] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  if (lead < 0xc2) return 0
  for (let next = 1; next < length; next++) if (((bytes[place + next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

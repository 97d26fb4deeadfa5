import type { Wrong } from '#contract/faults.ts'
import { wrong } from '#core/faults.ts'
import { isDateFormat, shownDate } from './date-format.ts'

/** How a spreadsheet shows numbers: by the number of a format, those that every Chinese spreadsheet has built in. */
export const builtInFormats: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

export type Shown = { text: string; wrong?: Wrong }

/** A spreadsheet keeps fifteen digits of a number: the last of a longer one are zeros already. */
const firstCut = 1e15
const significantDigits = 15

/**
 * A number as the spreadsheet shows it. Without a format all of its digits, which an id or a telephone number is wanted in. With `wrong`
 * where digits are lost, or where the format is not understood.
 */
export function shownNumber(value: number, format: string | undefined, from1904: boolean): Shown {
  const plain = plainNumber(value)
  if (format !== undefined && isDateFormat(format)) {
    const date = shownDate(value, format, from1904)
    return date === undefined ? unknownFormat(plain, format) : { text: date }
  }
  if (Math.abs(value) >= firstCut) return { text: plain, wrong: wrong('number-cut', { shown: plain }) }
  if (format === undefined || /^(General|G\/通用格式|@)$/i.test(format)) return { text: plain }
  const [positive = '', negative] = format.split(';')
  const section = value < 0 && negative ? negative : positive
  const pieces = piecesOf(section)
  if (pieces === undefined) return unknownFormat(plain, format)
  return { text: (value < 0 && !negative ? '-' : '') + filledIn(Math.abs(value), pieces) }
}

const plainNumber = (value: number): string => String(Number(value.toPrecision(significantDigits)))

const unknownFormat = (text: string, format: string): Shown => ({
  text,
  wrong: wrong('unknown-format', { format }),
})

type Piece = { literal: string } | { digit: '0' | '#' | '?' } | { mark: '.' | ',' | '%' }

/** Undefined for what is more than digits, separators and words: exponents, fractions, Chinese numerals. */
function piecesOf(section: string): Piece[] | undefined {
  const pieces: Piece[] = []
  const token = /"([^"]*)"|\\(.)|_.|\*.|\[(?:\$([^\]-]*)[^\]]*|[A-Za-z]+\d*)\]|([0#?])|([.,%])|(.)/gu
  for (const [whole, quoted, escaped, currency, digit, mark, other] of section.matchAll(token)) {
    if (/^\[DBNum/i.test(whole)) return undefined
    if (digit === '0' || digit === '#' || digit === '?') pieces.push({ digit })
    else if (mark === '.' || mark === ',' || mark === '%') pieces.push({ mark })
    else if (other !== undefined && /[E/@G]/i.test(other)) return undefined
    else pieces.push({ literal: quoted ?? escaped ?? currency ?? other ?? '' })
  }
  return pieces.some((piece) => 'digit' in piece) ? pieces : undefined
}

const isMark = (piece: Piece, mark: string): boolean => 'mark' in piece && piece.mark === mark

/** Digits go into their places from the point outwards; the first place takes those that are left. */
function filledIn(value: number, pieces: readonly Piece[]): string {
  const point = pieces.findIndex((piece) => isMark(piece, '.'))
  const whole = point === -1 ? pieces : pieces.slice(0, point)
  const part = point === -1 ? [] : pieces.slice(point + 1)
  const decimals = part.filter((piece) => 'digit' in piece).length
  const scaled = pieces.some((piece) => isMark(piece, '%')) ? value * 100 : value
  const [digits = '', fraction = ''] = Number(scaled.toPrecision(significantDigits))
    .toFixed(decimals)
    .split('.')
  const before = wholeIn(digits === '0' ? '' : digits, whole)
  const after = fractionIn(fraction, part)
  return (before + (point === -1 ? '' : after.startsWith('.') ? after : `.${after}`))
    .replace(/\.$/, '')
    .trim()
}

function wholeIn(digits: string, pieces: readonly Piece[]): string {
  const groups = pieces.some((piece) => isMark(piece, ','))
  const first = pieces.findIndex((piece) => 'digit' in piece)
  let left = digits
  let placed = 0
  let text = ''
  const put = (digit: string) => {
    if (groups && placed > 0 && placed % 3 === 0) text = `,${text}`
    text = digit + text
    placed += 1
  }
  for (let index = pieces.length - 1; index >= 0; index--) {
    const piece = pieces[index]
    if (piece === undefined || isMark(piece, ',')) continue
    if ('literal' in piece) text = piece.literal + text
    else if ('mark' in piece) text = piece.mark + text
    else {
      if (left !== '') put(left.slice(-1))
      else if (piece.digit === '0') put('0')
      left = left.slice(0, -1)
      while (index === first && left !== '') {
        put(left.slice(-1))
        left = left.slice(0, -1)
      }
    }
  }
  return text
}

function fractionIn(fraction: string, pieces: readonly Piece[]): string {
  let place = 0
  let text = ''
  for (const piece of pieces) {
    if ('literal' in piece) text += piece.literal
    else if ('mark' in piece) text += piece.mark
    else {
      const rest = fraction.slice(place)
      if (piece.digit === '0' || /[1-9]/.test(rest)) text += fraction.charAt(place)
      place += 1
    }
  }
  return text
}

import { chineseNumber, plain } from './plain.ts'

/** A criterion or grade as it was written; the value may be missing, or be one that has to be asked about (`8,5`). */
type Entry = { name: string; value: string }

/** What became of a pasted list. */
export type ListRead = {
  entries: Entry[]
  /** What has no place in the list, as it was written. */
  unread: string[]
  /** What a last line says the sum is, or null. */
  total: string | null
}

const number = '(\\d+(?:[.。,]\\d+)?)'
const unit = '(?:分(?![类钟组区级])|点|%|points?|pts?)'
/** `（40分）`, `: 40`, `（满分40）`, `（0-40分）`: where a name has ended. */
const gap = '[\\s:,=—–-]*\\(?\\s*(?:满分|最高|占|计|max\\.?|up to)?\\s*:?\\s*(?:0\\s*[-–—~至到]\\s*)?'
const name = '([^\\d\\s,、;:()][^]*?)'

const oneOfMany = new RegExp(
  `\\s*${name}${gap}${number}\\s*(?:${unit}\\s*\\)?|\\)|(?=[\\s,、;。]|$))[\\s,、;。]*`,
  'yi',
)
const whole = new RegExp(`^\\s*(\\S.*?)${gap}${number}\\s*${unit}?\\s*\\)?[\\s,;。]*$`, 'i')
const numberFirst = new RegExp(`^\\s*${number}\\s*${unit}?[\\s:,—–-]+(\\D.*?)\\s*$`, 'i')

const heads =
  /^(序号|编号|项目|评分项目|评分标准|标准|指标|评价指标|内容|评分内容|名称|满分|分值|分数|等次|档次|criterion|criteria|grade|name|points?|max(imum)?|value)$/i
const sum = new RegExp(
  `^\\s*(?:合计|总分|总计|共计|满分|total|sum)${gap}${number}\\s*${unit}?\\s*\\)?[\\s,;。]*$`,
  'i',
)

/** Names with their numbers from what people paste: a line each, several in a line, or rows of a spreadsheet. */
export function readEntries(text: string): ListRead {
  const read: ListRead = { entries: [], unread: [], total: null }
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === '') continue
    const [, total] = sum.exec(plain(line)) ?? []
    if (total !== undefined) {
      read.total = total
      continue
    }
    const found = line.includes('\t')
      ? fromCells(line, read.entries.length)
      : fromLine(line, read.entries.length)
    read.entries.push(...found.entries)
    read.unread.push(...found.unread)
  }
  return read
}

type LineRead = Pick<ListRead, 'entries' | 'unread'>
const nothing: LineRead = { entries: [], unread: [] }

/** `at`: how many entries came before, which tells a running number from another. */
function fromLine(line: string, at: number): LineRead {
  const written = withoutNumbering(line, at)
  const text = plain(written)
  if (isHead(text.split(/[\s,、:]+/))) return nothing
  const many = scan(written, text)
  if (many !== null) return { entries: many, unread: [] }
  const [, called = '', value] = whole.exec(text) ?? []
  if (value !== undefined && /\p{L}/u.test(called))
    return { entries: [{ name: cutOut(written, text, called), value }], unread: [] }
  const [, first, after] = numberFirst.exec(text) ?? []
  if (first !== undefined && after !== undefined)
    return { entries: [{ name: cutOut(written, text, after), value: first }], unread: [] }
  if (/\d/.test(text)) return { entries: [], unread: [line.trim()] }
  return { entries: namesIn(written).map((one) => ({ name: one, value: '' })), unread: [] }
}

/** The whole line as names with numbers one after another, names without one between and behind them; null where it is not that. */
function scan(written: string, text: string): Entry[] | null {
  const entries: Entry[] = []
  oneOfMany.lastIndex = 0
  let end = 0
  for (let found = oneOfMany.exec(text); found !== null && end < text.length; found = oneOfMany.exec(text)) {
    const [, called = '', value = ''] = found
    const from = text.indexOf(called, found.index)
    entries.push({ name: written.slice(from, from + called.length).trim(), value })
    end = oneOfMany.lastIndex
  }
  if (entries.length === 0) return null
  const rest = written.slice(end)
  if (/\d/.test(plain(rest)) || rest.includes(')') || rest.includes('）')) return null
  return [...entries, ...namesIn(rest).map((one) => ({ name: one, value: '' }))]
}

function namesIn(text: string): string[] {
  const names = text.split(/[、,，;；/|]|\s{2,}/).map((one) => one.trim())
  // 优秀 良好 一般 are three; in other scripts a name has spaces of its own.
  const isList = (one: string) => /^\p{Script=Han}{1,6}( \p{Script=Han}{1,6})+$/u.test(one)
  return names.flatMap((one) => (isList(one) ? one.split(' ') : one === '' ? [] : [one]))
}

function fromCells(line: string, at: number): LineRead {
  const cells = line.split('\t').map((cell) => cell.trim())
  const isNumber = (cell: string) => new RegExp(`^${number}\\s*${unit}?$`, 'i').test(plain(cell))
  const rest = Number(plain(cells[0] ?? '')) === at + 1 && cells.length > 2 ? cells.slice(1) : cells
  const given = rest.filter((cell) => cell !== '')
  if (given.length === 0 || isHead(given.map(plain))) return nothing
  const values = given.filter(isNumber)
  const [called, ...others] = given.filter((cell) => !isNumber(cell))
  if (called === undefined) return { entries: [], unread: [line.trim()] }
  if (values.length === 0 && others.length === 0) return fromLine(called, at)
  const value = plain(values.at(-1) ?? '').replace(new RegExp(`\\s*${unit}$`, 'i'), '')
  return {
    entries: [{ name: withoutNumbering(called, at), value }],
    unread: [...others, ...values.slice(0, -1)],
  }
}

const isHead = (cells: string[]): boolean =>
  cells.length > 1 && cells.filter((cell) => cell !== '').every((cell) => heads.test(cell.trim()))

/** The place in the original of what was found in its plain form. */
function cutOut(written: string, text: string, found: string): string {
  const from = text.indexOf(found)
  return written.slice(from, from + found.length).trim()
}

const numbering =
  /^\s*(?:\(\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*\)|(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、)]|(\d{1,2})\s+|([①-⑳]))\s*(?=[^\d\s.])/

/** `1. `, `（一）`, `②` before the name, where it is the running number of the line. */
function withoutNumbering(line: string, at: number): string {
  const found = numbering.exec(plain(line))
  if (!found) return line
  const said = found.slice(1).find((part) => part !== undefined) ?? ''
  const value = /^\d+$/.test(said) ? Number(said) : (chineseNumber(said) ?? said.charCodeAt(0) - 0x245f)
  return value === at + 1 ? line.slice(found[0].length) : line
}

export type PointsRead = { values: string[]; unread: string[] }

const place = '([\\d一二三四五六七八九十]+)'
const labelled = new RegExp(
  `(?:第\\s*)?${place}(?:\\s*[-~—–至到]\\s*第?\\s*${place})?\\s*(?:名|位|st|nd|rd|th)\\s*[:,=得计]*\\s*${number}\\s*${unit}?`,
  'gi',
)
const medals: Record<string, number> = { 冠军: 1, 亚军: 2, 季军: 3 }

/** The points of the places, first place first: `第1名10分，第2名8分`, `10、8、6`, a place and its points a line. */
export function readPoints(text: string): PointsRead {
  const said = plain(text).replace(/冠军|亚军|季军/g, (medal) => `第${medals[medal]}名`)
  const values: string[] = []
  const rest = said.replace(labelled, (_, from: string, to: string | undefined, value: string) => {
    const [first, last] = [placeOf(from), placeOf(to ?? from)]
    for (let at = first; at <= Math.min(last, 100); at++) values[at - 1] = value
    return ' '
  })
  if (values.length > 0) return { values: Array.from(values, (value) => value ?? ''), unread: leftOver(rest) }
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const pairs = lines.map((line) => /^(\d+)[\s.、:)\t]+(\d+(?:\.\d+)?)\s*分?$/.exec(line))
  if (pairs.length > 1 && pairs.every((pair, index) => Number(pair?.[1]) === index + 1))
    return { values: pairs.map((pair) => pair?.[2] ?? ''), unread: [] }
  return list(said)
}

const placeOf = (text: string): number => chineseNumber(text) ?? Number(text)

function list(said: string): PointsRead {
  const tokens = said.split(/[\s、;；/]+|,\s+|(?<=\d分),/).filter((token) => token !== '')
  const single = tokens.length === 1 ? (tokens[0] ?? '').split(',') : tokens
  const values: string[] = []
  const unread: string[] = []
  for (const token of single) {
    const value = token.replace(/(分|,)$/, '')
    if (/^\d+(?:[.,]\d+)?$/.test(value)) values.push(value)
    else if (value !== '') unread.push(token)
  }
  return { values, unread }
}

const leftOver = (rest: string): string[] =>
  rest
    .split(/[\s,、;。；]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

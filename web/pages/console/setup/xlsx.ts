import { strFromU8, unzipSync } from 'fflate'
import type { TableRow } from './table-text.ts'

/** More than this unpacked is no roster, and would only fill the memory. */
const mostBytes = 60_000_000

/** The rows of the first sheet of an XLSX workbook. Throws when it is none, or is locked with a password. */
export const readXlsx = (bytes: Uint8Array): TableRow[] => {
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => /^xl\/.*\.(xml|rels)$/.test(name) && originalSize < mostBytes,
  })
  const partAt = (path: string): Document | null => {
    const part = parts[path]
    return part === undefined ? null : new DOMParser().parseFromString(strFromU8(part), 'text/xml')
  }
  const sheet = partAt(firstSheet(partAt)) ?? partAt('xl/worksheets/sheet1.xml')
  if (sheet === null) throw new Error('the workbook has no sheet')
  const strings = all(partAt('xl/sharedStrings.xml'), 'si').map(textOf)
  return all(sheet, 'row').flatMap((row, index) => {
    const cells = cellsOf(row, strings)
    if (cells.every((cell) => cell === '')) return []
    return [{ line: Number(row.getAttribute('r') ?? index + 1), cells }]
  })
}

const all = (parent: Document | Element | null, name: string): Element[] => [
  ...(parent?.getElementsByTagNameNS('*', name) ?? []),
]

/** The workbook lists its sheets in the order of their tabs; where each lies stands beside it. */
const firstSheet = (partAt: (path: string) => Document | null): string => {
  const [sheet] = all(partAt('xl/workbook.xml'), 'sheet')
  const id = [...(sheet?.attributes ?? [])].find(
    ({ localName, prefix }) => localName === 'id' && prefix,
  )?.value
  const relation = all(partAt('xl/_rels/workbook.xml.rels'), 'Relationship').find(
    (candidate) => candidate.getAttribute('Id') === id,
  )
  const target = relation?.getAttribute('Target') ?? 'worksheets/sheet1.xml'
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** Text may be in several pieces of different looks; the reading aids of Japanese stand beside it. */
const textOf = (item: Element): string =>
  all(item, 't')
    .filter(({ parentElement }) => parentElement?.localName !== 'rPh')
    .map(({ textContent }) => textContent)
    .join('')

const cellsOf = (row: Element, strings: readonly string[]): string[] => {
  const cells: string[] = []
  for (const [index, cell] of all(row, 'c').entries()) {
    const column = columnOf(cell.getAttribute('r')) ?? index
    while (cells.length < column) cells.push('')
    cells[column] = valueOf(cell, strings).trim()
  }
  return cells
}

const firstLetter = 64
const letters = 26

/** `C7` is in column 2, counted from 0. */
const columnOf = (reference: string | null): number | null => {
  const [name] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? []
  if (name === undefined) return null
  return [...name].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - firstLetter, 0) - 1
}

const valueOf = (cell: Element, strings: readonly string[]): string => {
  const type = cell.getAttribute('t') ?? 'n'
  if (type === 'inlineStr') return textOf(cell)
  const value = all(cell, 'v')[0]?.textContent ?? ''
  if (type === 's') return strings[Number(value)] ?? ''
  // Long numbers are written with an exponent; ids and telephone numbers are wanted in full.
  return type === 'n' && value !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : value
}

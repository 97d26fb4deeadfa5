import type { Wrong } from '#contract/faults.ts'
import { wrong } from '#core/faults.ts'

/** What people and spreadsheets put around and into the cells of a roster, and what is meant. */

const space = /[\s\u200b\ufeff]+/gu

/** Width plays no part in an id, and neither does the mark by which spreadsheets are told that it is text. */
export function idIn(cell: string): string {
  const text = cell.replace(/^="(.*)"$/u, '$1').replace(/^['‘’](?=[\p{L}\p{N}])/u, '')
  return trimmed(text.normalize('NFKC'))
}

const trimmed = (text: string): string => unquoted(text.replace(space, ' ').trim())

/** Quotes around all of a cell, as a Chinese keyboard types them, are no part of it. */
const unquoted = (text: string): string =>
  text.replace(/^(?:“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』)$/u, '$1$2$3$4').trim()

/** Offices set names of two characters as wide as those of three, with blanks between. */
export function nameIn(cell: string): string {
  const name = trimmed(cell)
  const joined = name.replaceAll(' ', '')
  return /^\p{Script=Han}{2,4}$/u.test(joined) ? joined : name
}

export const unitIn = (cell: string): string => trimmed(cell)

/** As a spreadsheet saves a long number in a text; an id is a whole number, so none is meant like this. */
const exponent = /^\d(\.\d+)?E\+?\d+$/i

/** What makes the text of a cell doubtful, whatever file it comes from. */
export function textWrong(field: string, cell: string): Wrong | undefined {
  if (cell.includes('\ufffd')) return wrong('damaged-text')
  if (/^#(N\/A|NAME\?|REF!|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/i.test(cell))
    return wrong('cell-error', { shown: cell })
  return field === 'id' && exponent.test(cell) ? wrong('number-cut', { shown: cell }) : undefined
}

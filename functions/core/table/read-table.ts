import { wrong } from '#core/faults.ts'
import { begins, textOf } from './encoding.ts'
import { limits, tooBig } from './limits.ts'
import { type Sheet, UnreadableTable } from './table.ts'
import { readTableText } from './text.ts'
import { readWorkbook } from './workbook.ts'

/** What a file has: the sheets that it shows and that have rows, at least one of them, and the names of those that it hides. */
export type TableFile = { sheets: Sheet[]; hidden: string[] }

/**
 * The tables of a file, told apart by how it begins: an XLSX workbook, or a text with one table. Throws
 * `UnreadableTable` with what is wrong, where, and what helps.
 */
export const readTable = (bytes: Uint8Array): TableFile => shownOf(sheetsOf(bytes))

/** The one table of a text that was typed or pasted. Throws as `readTable` does. */
export const readPasted = (text: string): TableFile => shownOf([readTableText(text)])

function shownOf(all: readonly Sheet[]): TableFile {
  const filled = all.filter(({ rows }) => rows.length > 0)
  const sheets = filled.filter(({ hidden }) => !hidden)
  const hidden = filled.filter((sheet) => sheet.hidden).map(({ name }) => name)
  if (sheets.length > 0) return { sheets, hidden }
  throw new UnreadableTable(
    hidden.length > 0 ? wrong('sheets-hidden', { names: hidden.join(' / ') }) : wrong('table-empty'),
  )
}

function sheetsOf(bytes: Uint8Array): Sheet[] {
  if (bytes.length > limits.fileBytes) throw tooBig()
  // XLS, and an XLSX with a password, are OLE files.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableTable(wrong('old-excel'))
  if (!begins(bytes, 0x50, 0x4b)) return [readTableText(textOf(bytes))]
  try {
    return readWorkbook(bytes)
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable(wrong('no-table'), error)
  }
}

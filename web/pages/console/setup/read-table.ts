import { limits } from './table-limits.ts'
import { parseTable, type TableRow } from './table-text.ts'
import { UnreadableTable } from './unreadable-table.ts'
import { readXlsx } from './xlsx.ts'

const begins = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** The rows of a CSV or XLSX file, told apart by how it begins. Throws `UnreadableTable`. */
export async function readTable(file: Blob): Promise<TableRow[]> {
  if (file.size > limits.fileBytes) throw new UnreadableTable('too-big')
  const bytes = new Uint8Array(await file.arrayBuffer())
  // XLS, and an XLSX with a password, are OLE files.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableTable('old-excel')
  if (!begins(bytes, 0x50, 0x4b)) return parseTable(textOf(bytes))
  try {
    return readXlsx(bytes)
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable('not-a-table', error)
  }
}

/** Spreadsheets of Chinese offices save CSV in GBK, of which GB 18030 is the larger sister. */
function textOf(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new UnreadableTable('not-a-table')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('gb18030').decode(bytes)
  }
}

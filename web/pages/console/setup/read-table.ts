import { parseTable, type TableRow } from './table-text.ts'

/** Why a file cannot be read as a table. */
export type Unreadable = 'old-excel' | 'not-a-table'

export class UnreadableTable extends Error {
  readonly why: Unreadable

  constructor(why: Unreadable, cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}

const begins = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** The rows of a CSV or XLSX file, told apart by how it begins. Throws `UnreadableTable`. */
export const readTable = async (file: Blob): Promise<TableRow[]> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  // XLS, and an XLSX with a password, are OLE files.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableTable('old-excel')
  if (!begins(bytes, 0x50, 0x4b)) return parseTable(textOf(bytes))
  const { readXlsx } = await import('./xlsx.ts')
  try {
    return readXlsx(bytes)
  } catch (error) {
    throw new UnreadableTable('not-a-table', error)
  }
}

/** Spreadsheets of Chinese offices save CSV in GBK, of which GB 18030 is the larger sister. */
const textOf = (bytes: Uint8Array): string => {
  if (bytes.includes(0)) throw new UnreadableTable('not-a-table')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('gb18030').decode(bytes)
  }
}

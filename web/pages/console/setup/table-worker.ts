import '../../../components/older-browsers.ts'
import { readTable } from './read-table.ts'
import type { TableRow } from './table-text.ts'
import { type Unreadable, UnreadableTable } from './unreadable-table.ts'

/** What comes back for a file. */
export type TableAnswer = { rows: TableRow[] } | { why: Unreadable }

/** Reads one file as a table, beside the page: whatever is in it, the page can end this and goes on. */
onmessage = async ({ data }: MessageEvent<Blob>) => {
  const answer: TableAnswer = await readTable(data).then(
    (rows) => ({ rows }),
    (error: unknown) => ({ why: error instanceof UnreadableTable ? error.why : 'not-a-table' }),
  )
  postMessage(answer)
}

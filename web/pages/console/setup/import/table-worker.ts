import '../../../../components/older-browsers.ts'
import type { Wrong } from '#contract/faults.ts'
import { wrong } from '#core/faults.ts'
import { readTable, type TableFile } from '#core/table/read-table.ts'
import { UnreadableTable } from '#core/table/table.ts'

/** What comes back for a file. */
export type TableAnswer = { file: TableFile } | { wrong: Wrong }

/** Reads one file as a table, beside the page: whatever is in it, the page can end this and goes on. */
onmessage = async ({ data }: MessageEvent<Blob>) => {
  const answer: TableAnswer = await new Response(data)
    .arrayBuffer()
    .then((bytes) => ({ file: readTable(new Uint8Array(bytes)) }))
    .catch((error: unknown) => ({
      wrong: error instanceof UnreadableTable ? error.wrong : wrong('no-table'),
    }))
  postMessage(answer)
}

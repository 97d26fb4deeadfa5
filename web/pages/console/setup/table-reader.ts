import type { TableRow } from './table-text.ts'
import type { TableAnswer } from './table-worker.ts'
import { UnreadableTable } from './unreadable-table.ts'

/** A roster of a hundred thousand takes a few seconds on an old machine. */
const longestMs = 30_000

/** Reads a file as a table in a worker that is ended when it takes too long, or when `signal` says so. Throws `UnreadableTable`. */
export function readFileAsTable(file: Blob, signal: AbortSignal): Promise<TableRow[]> {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url))
  let timer: ReturnType<typeof setTimeout> | undefined
  return new Promise<TableRow[]>((resolve, reject) => {
    timer = setTimeout(() => reject(new UnreadableTable('too-slow')), longestMs)
    signal.addEventListener('abort', () => reject(new UnreadableTable('cancelled')))
    // A worker that runs out of memory ends with an error.
    worker.onerror = ({ message }) => reject(new UnreadableTable('not-a-table', message))
    worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => {
      if ('rows' in data) resolve(data.rows)
      else reject(new UnreadableTable(data.why))
    }
    worker.postMessage(file)
  }).finally(() => {
    clearTimeout(timer)
    worker.terminate()
  })
}

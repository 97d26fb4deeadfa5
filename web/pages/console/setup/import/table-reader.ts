import { wrong } from '#core/faults.ts'
import { limits, tooBig } from '#core/table/limits.ts'
import type { TableFile } from '#core/table/read-table.ts'
import { UnreadableTable } from '#core/table/table.ts'
import type { TableAnswer } from './table-worker.ts'

/** A roster of a hundred thousand takes a few seconds on an old machine. */
const longestMs = 30_000

/** Reads a file as a table in a worker that is ended when it takes too long, or when `signal` says so. Throws `UnreadableTable`. */
export function readFileAsTable(file: Blob, signal: AbortSignal): Promise<TableFile> {
  if (file.size > limits.fileBytes) return Promise.reject(tooBig())
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url))
  let timer: ReturnType<typeof setTimeout> | undefined
  return new Promise<TableFile>((resolve, reject) => {
    timer = setTimeout(() => reject(new UnreadableTable(wrong('reading-too-slow'))), longestMs)
    signal.addEventListener('abort', () => reject(new UnreadableTable(wrong('reading-stopped'))))
    // A worker that runs out of memory ends with an error.
    worker.onerror = ({ message }) => reject(new UnreadableTable(wrong('no-table'), message))
    worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => {
      if ('file' in data) resolve(data.file)
      else reject(new UnreadableTable(data.wrong))
    }
    worker.postMessage(file)
  }).finally(() => {
    clearTimeout(timer)
    worker.terminate()
  })
}

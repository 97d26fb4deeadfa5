import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { errorMessage } from '#terminal/user-error.ts'
import { openDatabase } from './database-file.ts'
import { forgetSecrets } from './secret-attempts.ts'
import { trimStreamRecords } from './stream-records.ts'

/** Works on the engine's file beside the server's thread, which must not wait for the disk. Each message is one round. */

/** More than come in a second of the fastest voting, and a few milliseconds of the engine's time. */
const mostTrimmed = 2_000

const { file, failed } = z.object({ file: z.string(), failed: z.string() }).parse(workerData)
const database = openDatabase(file)
// Nothing that stands in the file between two checkpoints hangs on these commits.
database.exec('PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON')

parentPort?.on('message', (message) => {
  try {
    const delivered = z.record(z.string(), z.string()).parse(message)
    trimStreamRecords(database, delivered, mostTrimmed)
    forgetSecrets(database, delivered, failed)
    parentPort?.postMessage(undefined)
  } catch (error) {
    parentPort?.postMessage(errorMessage(error))
  }
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '#local/data/data-folder.ts'
import { logError } from '#local/lambda/log.ts'
import { errorMessage } from '#terminal/user-error.ts'
import type { Reader } from './checkpoints.ts'
import type { StreamRecord } from './streams-api.ts'

/** Keeps a record that a function could not take as a file, with what is needed to deliver it by hand, and raises the alarm. */
export const keepFailure = (folder: string, reader: Reader, record: StreamRecord, error: unknown): void => {
  const file = join(folder, `${reader.subscription}-${record.dynamodb.SequenceNumber}.json`)
  const failure = { ...reader, at: new Date().toISOString(), error: errorMessage(error), record }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeWhole(file, JSON.stringify(failure, undefined, 2))
  logError('A stream function could not take a record', { ...reader, file, error: errorMessage(error) })
}

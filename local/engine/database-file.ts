import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { errorMessage, UserError } from '#terminal/user-error.ts'
import { noteDeletedKeys } from './secret-attempts.ts'
import { indexStreamRecords, trimStreamRecords } from './stream-records.ts'

/** How long SQLite waits for a lock that another connection holds for a moment. */
const lockTimeoutMs = 5000

/** A connection beside the engine's own. */
export const openDatabase = (path: string): DatabaseSync => new DatabaseSync(path, { timeout: lockTimeoutMs })

/**
 * Reads the whole file once, because the engine itself opens a file with damaged pages and only fails on the read that
 * hits one. Throws a `UserError` when the file is damaged; a missing file is fine.
 */
export const checkDatabase = (path: string): void => {
  if (!existsSync(path)) return
  const fault = findFault(path)
  if (fault) {
    throw new UserError(
      `The database ${path} is damaged (${fault}): put back a copy of the data folder, or start a new one with --data FOLDER.`,
    )
  }
}

const findFault = (path: string): string | undefined => {
  try {
    const database = openDatabase(path)
    try {
      const [answer] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})
      return answer === 'ok' ? undefined : String(answer).replaceAll('\n', ' ')
    } finally {
      database.close()
    }
  } catch (error) {
    return errorMessage(error)
  }
}

/** Brings the file in order before it is used: an index, and notes of deleted keys where there are keys. */
export const tendDatabase = (path: string, delivered: Record<string, string>): void => {
  const database = openDatabase(path)
  try {
    indexStreamRecords(database)
    noteDeletedKeys(database)
    trimStreamRecords(database, delivered, Number.MAX_SAFE_INTEGER)
  } finally {
    database.close()
  }
}

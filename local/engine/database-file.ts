import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { errorMessage, UserError } from '#local/user-error.ts'

/** How long SQLite waits for a lock that another connection holds for a moment. */
const lockTimeoutMs = 5000

const open = (path: string): DatabaseSync => new DatabaseSync(path, { timeout: lockTimeoutMs })

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
    const database = open(path)
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

/**
 * Gives the stream records the index that the engine leaves out (each write would otherwise scan them all) and removes
 * records that every subscriber has, since the engine never does. The last record of a table always stays: the engine
 * takes the next sequence number from it.
 *
 * @param delivered per table, the sequence number up to which all subscriptions have been served
 */
export const tendStreamRecords = (path: string, delivered: Record<string, string>): void => {
  const database = open(path)
  try {
    database.exec(
      'CREATE INDEX IF NOT EXISTS leitai_stream_order ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    )
    const trim = database.prepare(
      `DELETE FROM _stream_records
        WHERE table_name = :table
          AND CAST(sequence_number AS INTEGER) <= CAST(:delivered AS INTEGER)
          AND CAST(sequence_number AS INTEGER) <
              (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table)`,
    )
    for (const [table, sequence] of Object.entries(delivered)) trim.run({ table, delivered: sequence })
  } finally {
    database.close()
  }
}

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'

/**
 * What the database must forget of a secret attempt whose key was deleted. The engine marks a deleted row as free and leaves its bytes,
 * keeps a record of every vote with its second, and numbers rows in the order of casting: with the key's bytes that is who voted what.
 */

/** A vote that was let in just before a void may still be written for so long: then everything is forgotten once more. */
const lateWritesSeconds = 10

/**
 * Has the deletion of a key note in the same commit that its attempt is to be forgotten, so that no crash comes between. Of attempts
 * whose key was deleted before there were such notes, all are noted.
 */
export const noteDeletedKeys = (database: DatabaseSync): void => {
  const isNew = !database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'leitai_to_forget'").get()
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS leitai_to_forget
      (attempt TEXT PRIMARY KEY, noted INTEGER NOT NULL DEFAULT (unixepoch()), forgotten INTEGER NOT NULL DEFAULT 0);
    CREATE TRIGGER IF NOT EXISTS leitai_key_deleted AFTER DELETE ON "Keys"
      BEGIN INSERT OR REPLACE INTO leitai_to_forget (attempt) VALUES (substr(OLD.pk, 3)); END;
    ${isNew ? noteEarlierOnes : ''}
    COMMIT`)
}

/** Ballots of a secret round are the ones without a time. */
const noteEarlierOnes = `
  INSERT OR IGNORE INTO leitai_to_forget (attempt)
    SELECT DISTINCT substr(pk, 3, instr(pk, '#') - 3) AS attempt FROM "Ballots"
      WHERE json_extract(item_json, '$.casts.L[0].M.at') IS NULL
        AND NOT EXISTS (SELECT 1 FROM "Keys" WHERE "Keys".pk = 'S:' || attempt);`

const attemptSchema = z.object({ attempt: z.string() })

/**
 * Forgets what is due, as soon as every subscriber has its records: the stream records of the attempts, the order of their ballots, and
 * every byte in the file and its log that belongs to no row. What was not done to its end is due again.
 *
 * @param delivered per table, the sequence number up to which all subscriptions have been served
 * @param failed folder with the records that could not be delivered
 */
export const forgetSecrets = (
  database: DatabaseSync,
  delivered: Record<string, string>,
  failed: string,
): void => {
  const due = attemptSchema
    .array()
    .parse(
      database
        .prepare('SELECT attempt FROM leitai_to_forget WHERE forgotten = 0 OR unixepoch() >= noted + :late')
        .all({ late: lateWritesSeconds }),
    )
    .map(({ attempt }) => attempt)
    .filter((attempt) => isDelivered(database, attempt, delivered))
  if (due.length === 0) return
  for (const attempt of due) forgetFailures(failed, attempt)
  inOneCommit(database, () => {
    for (const attempt of due) {
      forgetRecords(database, attempt)
      shuffleBallots(database, attempt)
    }
  })
  database.exec('VACUUM')
  emptyLog(database)
  const isDone = database.prepare(
    'DELETE FROM leitai_to_forget WHERE attempt = ? AND unixepoch() >= noted + ?',
  )
  const onceMore = database.prepare('UPDATE leitai_to_forget SET forgotten = 1 WHERE attempt = ?')
  for (const attempt of due) {
    isDone.run(attempt, lateWritesSeconds)
    onceMore.run(attempt)
  }
}

const inOneCommit = (database: DatabaseSync, change: () => void): void => {
  database.exec('BEGIN IMMEDIATE')
  try {
    change()
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** Condition for the stream records of an attempt: in Ballots the partition key names it, in Tallies both keys together. */
const ofAttempt = `CASE table_name
    WHEN 'Ballots' THEN json_extract(keys_json, '$.bucket.S')
    WHEN 'Tallies' THEN json_extract(keys_json, '$.contest.S') || '/' || json_extract(keys_json, '$.bucket.S')
  END GLOB :attempt || '#*'`

const lastSchema = z.object({ table_name: z.string(), last: z.number() })

const isDelivered = (database: DatabaseSync, attempt: string, delivered: Record<string, string>): boolean =>
  lastSchema
    .array()
    .parse(
      database
        .prepare(
          `SELECT table_name, MAX(CAST(sequence_number AS INTEGER)) AS last FROM _stream_records WHERE ${ofAttempt} GROUP BY table_name`,
        )
        .all({ attempt }),
    )
    .every(({ table_name: table, last }) => last <= Number(delivered[table] ?? 0))

/** The last record of a table gives the next its number, so it stays, but says nothing. */
const forgetRecords = (database: DatabaseSync, attempt: string): void => {
  database
    .prepare(
      `UPDATE _stream_records
        SET event_name = 'REMOVE', new_image = NULL, old_image = NULL, created_at = unixepoch(),
            keys_json = '{"bucket":{"S":"-"},"voter":{"S":"-"},"contest":{"S":"-"}}'
        WHERE ${ofAttempt}
          AND id IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)`,
    )
    .run({ attempt })
  database.prepare(`DELETE FROM _stream_records WHERE ${ofAttempt}`).run({ attempt })
}

const shuffleBallots = (database: DatabaseSync, attempt: string): void => {
  const range = { from: `S:${attempt}#`, to: `S:${attempt}$` }
  database.exec('DROP TABLE IF EXISTS temp.shuffled')
  database
    .prepare(
      'CREATE TEMP TABLE shuffled AS SELECT * FROM main."Ballots" WHERE pk >= :from AND pk < :to ORDER BY random()',
    )
    .run(range)
  database.prepare('DELETE FROM main."Ballots" WHERE pk >= :from AND pk < :to').run(range)
  database.exec(
    'INSERT INTO main."Ballots" SELECT * FROM temp.shuffled ORDER BY rowid; DROP TABLE temp.shuffled',
  )
}

/** Folds the log into the file, and leaves nothing in it. */
const emptyLog = (database: DatabaseSync): void => {
  const { busy } = z
    .object({ busy: z.number() })
    .parse(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get())
  if (busy !== 0) throw new Error('the log of the database is in use')
}

const failureSchema = z.object({
  record: z.object({
    dynamodb: z.object({
      Keys: z.object({
        contest: z.object({ S: z.string() }).optional(),
        bucket: z.object({ S: z.string() }).optional(),
      }),
    }),
  }),
})

/** The ballots of an attempt that has ended were counted from the box; nobody will deliver its records by hand. */
const forgetFailures = (folder: string, attempt: string): void => {
  for (const name of filesIn(folder)) {
    const file = join(folder, name)
    const failure = failureSchema.safeParse(jsonIn(file))
    if (!failure.success) continue
    const { contest, bucket } = failure.data.record.dynamodb.Keys
    const key = [contest?.S, bucket?.S].filter((part) => part !== undefined).join('/')
    if (key.startsWith(`${attempt}#`)) rmSync(file)
  }
}

/** Files that are being written end otherwise. */
const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []

const jsonIn = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Not one of ours.
    return undefined
  }
}

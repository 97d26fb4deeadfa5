import { DatabaseSync } from 'node:sqlite'
import { errorMessage, UserError } from '#terminal/user-error.ts'

/** Which subscription reads which shard of which stream. */
export type Reader = { subscription: string; stream: string; shard: string }

/** How far a reader has come: behind a record, or through with a shard that has ended. */
type Position = { sequence: string | undefined; finished: boolean }

export type Checkpoints = {
  /** A reader that never saved one is at the beginning. */
  read(reader: Reader): Position
  save(reader: Reader, sequence: string): void
  finish(reader: Reader): void
  /** The sequence number up to which all these subscriptions have read the stream, if each has read some of it. */
  deliveredToAll(stream: string, subscriptions: string[]): string | undefined
  close(): void
}

const start: Position = { sequence: undefined, finished: false }

/**
 * Checkpoints in a SQLite file. They are not synced on every save: a killed process loses none; after a power cut a reader may
 * start some records too early, and functions take a record twice without harm.
 */
export const openCheckpoints = (path: string): Checkpoints => {
  const database = openFile(path)
  const find = database.prepare(
    'SELECT sequence, finished FROM position WHERE subscription = ? AND stream = ? AND shard = ?',
  )
  const upsert = database.prepare(
    `INSERT INTO position (subscription, stream, shard, sequence, finished) VALUES (:subscription, :stream, :shard, :sequence, 0)
      ON CONFLICT (subscription, stream, shard) DO UPDATE SET sequence = :sequence`,
  )
  const end = database.prepare(
    `INSERT INTO position (subscription, stream, shard, finished) VALUES (:subscription, :stream, :shard, 1)
      ON CONFLICT (subscription, stream, shard) DO UPDATE SET finished = 1`,
  )
  const ofStream = database.prepare('SELECT subscription, sequence FROM position WHERE stream = ?')
  return {
    read: ({ subscription, stream, shard }) => {
      const row = find.get(subscription, stream, shard)
      return row ? { sequence: textOf(row['sequence']), finished: row['finished'] === 1 } : start
    },
    save: (reader, sequence) => void upsert.run({ ...reader, sequence }),
    finish: (reader) => void end.run(reader),
    deliveredToAll: (stream, subscriptions) => {
      const rows = ofStream
        .all(stream)
        .filter(({ subscription }) => subscriptions.includes(String(subscription)))
      if (rows.length < subscriptions.length) return undefined
      const sequences = rows.flatMap(({ sequence }) => textOf(sequence) ?? [])
      return sequences.reduce<string | undefined>(
        (least, next) => (least && BigInt(least) < BigInt(next) ? least : next),
        undefined,
      )
    },
    close: () => database.close(),
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const openFile = (path: string): DatabaseSync => {
  try {
    const database = new DatabaseSync(path)
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS position (
        subscription TEXT NOT NULL, stream TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT, finished INTEGER NOT NULL,
        PRIMARY KEY (subscription, stream, shard)
      )`)
    return database
  } catch (error) {
    throw new UserError(
      `The file ${path} is damaged (${errorMessage(error)}): delete it, and the stream functions begin again at the oldest record.`,
    )
  }
}

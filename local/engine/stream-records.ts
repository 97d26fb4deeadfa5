import type { DatabaseSync } from 'node:sqlite'

/** The index that the engine leaves out: each write would otherwise scan all records for the highest number. */
export const indexStreamRecords = (database: DatabaseSync): void =>
  database.exec(
    'CREATE INDEX IF NOT EXISTS leitai_stream_order ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
  )

/**
 * Removes the oldest records that every subscriber has, since the engine never does, and says how many. The last record of a table
 * always stays: the engine takes the next sequence number from it.
 *
 * @param delivered per table, the sequence number up to which all subscriptions have been served
 * @param most how many of a table
 */
export const trimStreamRecords = (
  database: DatabaseSync,
  delivered: Record<string, string>,
  most: number,
): number => {
  const trim = database.prepare(
    `DELETE FROM _stream_records WHERE id IN
      (SELECT id FROM _stream_records
        WHERE table_name = :table
          AND CAST(sequence_number AS INTEGER) <= CAST(:delivered AS INTEGER)
          AND CAST(sequence_number AS INTEGER) <
              (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table)
        ORDER BY CAST(sequence_number AS INTEGER)
        LIMIT :most)`,
  )
  return Object.entries(delivered)
    .map(([table, sequence]) => Number(trim.run({ table, delivered: sequence, most }).changes))
    .reduce((sum, removed) => sum + removed, 0)
}

/**
 * The five tables, declared once: `local/` and `cdk/` both create them from here. All keys are strings.
 *
 * | table | partition key | sort key | holds |
 * |---|---|---|---|
 * | Contests | contest | `definition`, `head`, `event#<n>`, `result#<round>/<attempt>#<v>`, `book#…`, `comments#…`, `reach` | document, folded state, log, sealed results, the check of the printed address |
 * | Voters | `code#<hash>` or `person#<contest>/<id>` | – | who holds a code; the roster |
 * | Ballots | `<contest>/<round>/<attempt>#<bucket>` | voter tag | one ballot per voter and attempt |
 * | Tallies | contest | `<round>/<attempt>#<bucket>` | counts of marks, last sequence applied |
 * | Keys | `<contest>/<round>/<attempt>` | – | the random key behind a secret round's voter tags |
 */
export type TableName = 'Contests' | 'Voters' | 'Ballots' | 'Tallies' | 'Keys'

export type TableDefinition = {
  partitionKey: string
  sortKey?: string
  indexes?: { name: string; partitionKey: string; sortKey?: string }[]
  stream?: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES'
  /** Point-in-time recovery. Off for Keys: a deleted key must be gone. */
  backups: boolean
}

export const tables: Record<TableName, TableDefinition> = {
  Contests: { partitionKey: 'contest', sortKey: 'item', stream: 'NEW_IMAGE', backups: true },
  Voters: {
    partitionKey: 'key',
    indexes: [{ name: 'roster', partitionKey: 'contest', sortKey: 'id' }],
    backups: true,
  },
  Ballots: { partitionKey: 'bucket', sortKey: 'voter', stream: 'NEW_AND_OLD_IMAGES', backups: true },
  Tallies: { partitionKey: 'contest', sortKey: 'bucket', stream: 'NEW_IMAGE', backups: true },
  Keys: { partitionKey: 'attempt', backups: false },
}

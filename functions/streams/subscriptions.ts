import type { TableName } from '#store/tables.ts'

/** A value pattern of Lambda's event filtering: exact strings or prefixes at the leaves. */
export type FilterPattern = { [field: string]: FilterPattern | (string | { prefix: string })[] }

export type Subscription = {
  /** The file in this folder, without `.ts`. */
  function: string
  table: TableName
  batchSize: number
  /** Whole seconds a batch may wait to fill; 0 hands records over at once. */
  batchWindowSeconds: number
  /** Tries after the first, before the batch is split and the bad record kept in the failure store. */
  retries: number
  timeoutSeconds: number
  /** Records that fit none of the patterns are not delivered. */
  filters?: FilterPattern[]
}

const written = ['INSERT', 'MODIFY']

/** Which function each table wakes; `local/` and `cdk/` both wire the streams from here. */
export const subscriptions: Subscription[] = [
  {
    function: 'tally-ballots',
    table: 'Ballots',
    batchSize: 500,
    batchWindowSeconds: 0,
    retries: 8,
    timeoutSeconds: 30,
    filters: [{ eventName: written }],
  },
  {
    function: 'publish-live',
    table: 'Tallies',
    batchSize: 1000,
    batchWindowSeconds: 0,
    retries: 2,
    timeoutSeconds: 15,
    filters: [{ eventName: written }],
  },
  {
    function: 'publish-live',
    table: 'Contests',
    batchSize: 100,
    batchWindowSeconds: 0,
    retries: 2,
    timeoutSeconds: 15,
    filters: [{ eventName: written, dynamodb: { Keys: { item: { S: ['head'] } } } }],
  },
  {
    function: 'seal-round',
    table: 'Contests',
    batchSize: 1,
    batchWindowSeconds: 0,
    retries: 5,
    timeoutSeconds: 300,
    filters: [
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { type: { S: ['sealRequested', 'roundVoided', 'approved'] } } },
      },
    ],
  },
]

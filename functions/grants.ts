import type { TableName } from '#store/tables.ts'

/** What a function may do with a table: the names of DynamoDB's own operations. A transaction needs those of its parts. */
export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem'

export type Grants = Partial<Record<TableName, readonly TableAction[]>>

const read = ['GetItem'] as const
const readAll = ['GetItem', 'Query'] as const
/** Appending to the log puts the event and moves the head. */
const append = ['GetItem', 'PutItem', 'UpdateItem'] as const

/**
 * The one matrix of which function may do what with which table. A function knows the names of exactly these tables; `cdk/` makes
 * its role from it, and a whole event is played against a store that refuses everything else. Nobody scans.
 */
export const grants: Record<string, Grants> = {
  'open-session': { Contests: read, Voters: ['GetItem', 'UpdateItem'] },
  // The roster says from whom a voter is recused, and whether a judge is a shadow.
  'cast-ballot': { Contests: readAll, Ballots: ['GetItem', 'PutItem'], Keys: read, Voters: read },
  'read-ballot': { Contests: readAll, Ballots: read, Keys: read },
  'read-live': { Contests: read, Tallies: ['Query'] },
  'read-contest': { Contests: read },
  'read-in-force': { Contests: read },
  'read-result': { Contests: read },
  'read-results': { Contests: read },
  'read-book': { Contests: readAll },
  'read-comments': { Contests: readAll, Voters: ['Query'] },
  'read-preview': { Contests: read },
  'read-openapi': {},
  'replace-contest': { Contests: append },
  // Who is removed leaves the table of voters, whom a list had changed is put back in it, and their seat in an open box is closed; that they have no ballot is looked up.
  'run-command': {
    Contests: [...append, 'Query'],
    Keys: ['PutItem'],
    Voters: ['GetItem', 'UpdateItem', 'DeleteItem'],
    Ballots: ['GetItem', 'PutItem'],
    Tallies: ['Query'],
  },
  'add-voters': { Contests: append, Voters: ['GetItem', 'PutItem', 'UpdateItem'] },
  'reissue-code': { Contests: append, Voters: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  'add-staff': { Contests: append, Voters: ['PutItem'] },
  'read-console': { Contests: read, Ballots: ['Query'], Tallies: ['Query'], Voters: ['Query'], Keys: read },
  'read-proposal': { Contests: readAll },
  'read-log': { Contests: readAll },
  'read-roster': { Contests: read, Voters: ['Query'] },
  'start-reach-check': { Contests: ['GetItem', 'UpdateItem'] },
  'confirm-reach': { Contests: ['GetItem', 'UpdateItem'] },
  'start-rehearsal': { Contests: append, Voters: ['PutItem'] },
  'wipe-rehearsal': {
    Contests: ['GetItem', 'Query', 'DeleteItem'],
    Voters: ['Query', 'DeleteItem'],
    Ballots: ['Query', 'DeleteItem'],
    Tallies: ['Query', 'DeleteItem'],
    Keys: ['DeleteItem'],
  },
  'tally-ballots': { Contests: read, Tallies: ['UpdateItem'] },
  'publish-live': { Contests: read, Tallies: ['Query'] },
  'seal-round': {
    Contests: [...append, 'Query'],
    Ballots: ['Query'],
    Tallies: ['Query'],
    Keys: ['DeleteItem'],
  },
}

/** Keys of secret attempts are named `<contest>/<round>/<attempt>`; the key that signs a contest's receipts is named like the contest. */
const attemptsOnly = ['*/*'] as const

/**
 * Where a function may use an action on some partition keys only, `*` standing for any text: on AWS a condition on
 * `dynamodb:LeadingKeys`. Of a real contest nobody can delete ballots, whatever the code above believes, and what signs its receipts is read
 * by the function that casts alone.
 */
export const leadingKeys: Record<
  string,
  Partial<Record<TableName, Partial<Record<TableAction, readonly string[]>>>>
> = {
  'read-ballot': { Keys: { GetItem: attemptsOnly } },
  'read-console': { Keys: { GetItem: attemptsOnly } },
  'seal-round': { Keys: { DeleteItem: attemptsOnly } },
  'wipe-rehearsal': {
    Contests: { DeleteItem: ['rehearsal-*'] },
    // Whose a code is stands in the item: the deletion is conditional on it.
    Voters: { DeleteItem: ['person#rehearsal-*', 'code#*'] },
    Ballots: { DeleteItem: ['rehearsal-*'] },
    Tallies: { DeleteItem: ['rehearsal-*'] },
    Keys: { DeleteItem: ['rehearsal-*'] },
  },
}

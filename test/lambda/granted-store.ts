import { grants, type Grants, leadingKeys, type TableAction } from '#functions/grants.ts'
import { type TableName, tables } from '#store/tables.ts'
import type { Json } from '#test/support/json.ts'
import { startStoreProxy } from '#test/support/store-proxy.ts'

export type GrantedStore = {
  endpoint: string
  /** What was asked for and refused, as `function table action`. */
  refused: Set<string>
  /** What is granted and nobody asked for yet. */
  unused(): string[]
  stop(): Promise<void>
}

/** What a request does to one table. IAM looks at the parts of a transaction one by one. */
type Use = { table: TableName; action: TableAction; partition: string | undefined; index: string | undefined }

const actionOfPart: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
}

/**
 * A store that does for each function what its row in `functions/grants.ts` grants, and refuses everything else, as its role does
 * on AWS. It knows a function by the access key that signed the request.
 */
export async function startGrantedStore(target: string): Promise<GrantedStore> {
  const proxy = await startStoreProxy(target)
  const refused = new Set<string>()
  const used = new Set<string>()
  proxy.fault = (operation, { input, caller }) => {
    const denied = usesIn(operation, input).filter((use) => {
      const granted = isGranted(caller, use)
      ;(granted ? used : refused).add(`${caller} ${use.table} ${use.action}`)
      return !granted
    })
    return denied.length > 0 ? { refuse: { status: 400, type: 'AccessDeniedException' } } : undefined
  }
  return {
    endpoint: proxy.endpoint,
    refused,
    unused: () => everyGrant().filter((grant) => !used.has(grant)),
    stop: proxy.stop,
  }
}

function usesIn(operation: string, input: Json): Use[] {
  const parts: [string, Json][] =
    operation === 'TransactWriteItems'
      ? input.TransactItems.flatMap((part: Json) =>
          Object.entries(part).map(([kind, written]) => [actionOfPart[kind], written]),
        )
      : [[operation, input]]
  return parts.map(([action, { TableName: table, IndexName: index, Item, Key }]) => ({
    table,
    action: action as TableAction,
    partition: (Item ?? Key)?.[tables[table as TableName].partitionKey]?.S,
    index,
  }))
}

function isGranted(caller: string, { table, action, partition = '', index }: Use): boolean {
  if (!grants[caller]?.[table]?.includes(action)) return false
  // A table with an index is queried by it: the table itself would give away codes' hashes.
  if (action === 'Query' && tables[table].indexes && index === undefined) return false
  const leading = leadingKeys[caller]?.[table]?.[action]
  return leading === undefined || leading.some((pattern) => matches(partition, pattern))
}

/** A `*` stands for any text, as in the policies of AWS. */
const matches = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(text)

const everyGrant = (): string[] =>
  Object.entries(grants).flatMap(([name, row]) =>
    (Object.entries(row) as [TableName, NonNullable<Grants[TableName]>][]).flatMap(([table, actions]) =>
      actions.map((action) => `${name} ${table} ${action}`),
    ),
  )

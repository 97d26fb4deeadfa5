import type { Json } from './json.ts'
import { startStoreProxy } from './store-proxy.ts'

/**
 * Capacity units by table and kind, and how many writes a condition refused. Those answer no units; DynamoDB bills each as a write of
 * the item that is there.
 */
type Consumed = Record<string, { read?: number; write?: number; refused?: number }>

export type CapacityMeter = {
  endpoint: string
  /** What the store says all requests consumed while `during` ran, its own work behind it included. */
  consumedBy(during: () => Promise<unknown>): Promise<Consumed>
  stop(): Promise<void>
}

const reads = new Set(['GetItem', 'Query'])

/** A store that asks the real one what each request consumes; those who use it need not ask. */
export async function startCapacityMeter(target: string): Promise<CapacityMeter> {
  const proxy = await startStoreProxy(target)
  let consumed: Consumed = {}
  const add = (table: string, kind: 'read' | 'write' | 'refused', units: number) => {
    const before = consumed[table]
    consumed[table] = { ...before, [kind]: (before?.[kind] ?? 0) + units }
  }
  proxy.reword = (input) => ({ ...input, ReturnConsumedCapacity: 'TOTAL' })
  proxy.heard = (operation, input, answer) => {
    if (String(answer.__type).endsWith('#ConditionalCheckFailedException')) add(input.TableName, 'refused', 1)
    const capacities: Json[] = [answer.ConsumedCapacity ?? []].flat()
    for (const { TableName, CapacityUnits } of capacities)
      add(TableName, reads.has(operation) ? 'read' : 'write', CapacityUnits)
  }
  return {
    endpoint: proxy.endpoint,
    consumedBy: async (during) => {
      consumed = {}
      await during()
      return consumed
    },
    stop: proxy.stop,
  }
}

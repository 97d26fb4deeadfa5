import type { LogEvent } from '#contract/office.ts'

/** Of each list that was imported the last event, by its number: a long list comes in pieces. `newestFirst`: the log. */
export function lastOfImports(newestFirst: readonly LogEvent[]): ReadonlyMap<number, string> {
  const lists = new Set<string>()
  const last = new Map<number, string>()
  for (const event of newestFirst) {
    const list = event.type === 'votersAdded' ? event['import'] : undefined
    if (typeof list !== 'string' || lists.has(list)) continue
    lists.add(list)
    last.set(event.n, list)
  }
  return last
}

/**
 * What Svelte and the rules in core/ use and Chrome 70 or Safari 14 do not know yet: just the functions that the pages come across.
 * A page, and a worker of one, imports this before anything else.
 */
function lend(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true })
}

lend(self, 'globalThis', self)
lend(self, 'queueMicrotask', (work: () => void) => void Promise.resolve().then(work))
lend(Object, 'hasOwn', (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key))
lend(Object, 'fromEntries', (entries: Iterable<[PropertyKey, unknown]>) => {
  const made: Record<PropertyKey, unknown> = {}
  for (const [key, value] of entries) made[key] = value
  return made
})
lend(Array.prototype, 'toSorted', function <Item>(this: Item[], order?: (a: Item, b: Item) => number) {
  return [...this].sort(order)
})
lend(String.prototype, 'replaceAll', function (this: string, what: string | RegExp, by: string) {
  return typeof what === 'string' ? this.split(what).join(by) : this.replace(what, by)
})

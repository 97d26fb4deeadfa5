/**
 * The rules in core/ may use what the phones of 2020 do not know yet: Chrome 87 and Safari 15 get the few functions that the
 * voters' pages come across.
 */
const lend = (owner: object, name: string, value: unknown): void => {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true })
}

lend(Object, 'hasOwn', (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key))
lend(Array.prototype, 'toSorted', function <Item>(this: Item[], order?: (a: Item, b: Item) => number) {
  return [...this].sort(order)
})

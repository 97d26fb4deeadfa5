/**
 * A share of a whole above 0 in whole percent, as a calculator rounds it (half up); but 100 only for all of them, and 0 only for none.
 * Both are counts.
 */
export function percentOf(part: number, whole: number): number {
  const rounded = Math.floor((200 * part + whole) / (2 * whole))
  if (part > 0 && rounded === 0) return 1
  return part < whole && rounded >= 100 ? 99 : rounded
}

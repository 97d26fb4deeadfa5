/** How long a row takes to its new place, in milliseconds. */
const duration = 600

const travelling = new WeakMap<Element, Animation>()

/** Where the rows are seen now, those on their way included. */
export const placesOf = (list: Element): Map<Element, number> =>
  new Map([...list.children].map((row) => [row, row.getBoundingClientRect().top]))

/** Lets the rows of a list that was just put in another order travel there from where they were; not under reduced motion. */
export const travelFrom = (places: Map<Element, number>, list: Element): void => {
  for (const row of list.children) travelling.get(row)?.cancel()
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  for (const [row, now] of placesOf(list)) {
    const before = places.get(row)
    if (before === undefined || Math.abs(before - now) < 1) continue
    const path = [{ transform: `translateY(${before - now}px)` }, { transform: 'none' }]
    travelling.set(row, row.animate(path, { duration, easing: 'cubic-bezier(0.33, 1, 0.68, 1)' }))
  }
}

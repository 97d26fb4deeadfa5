/** How long a row takes to its new place, in milliseconds. */
const timing = { duration: 600, easing: 'cubic-bezier(0.33, 1, 0.68, 1)' }

export type Place = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>

const travelling = new WeakMap<Element, Animation>()

/** Where the rows are seen now, those on their way included. */
export const placesOf = (list: Element): Map<Element, Place> =>
  new Map([...list.children].map((row) => [row, row.getBoundingClientRect()]))

/**
 * Lets the rows of a list that was just put in another order travel there from where they were; not under reduced motion.
 * `arrive` gives the path of a row that was not there before, or nothing for one that is just there. A path may move and fade: that
 * is what a browser animates without drawing a row anew for each frame.
 */
export function travelFrom(
  places: Map<Element, Place>,
  list: Element,
  arrive: (row: Element, place: Place) => Keyframe[] | undefined = () => undefined,
): void {
  for (const row of list.children) travelling.get(row)?.cancel()
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  for (const [row, now] of placesOf(list)) {
    const before = places.get(row)
    const path = before === undefined ? arrive(row, now) : pathFrom(before, now)
    if (path !== undefined) travelling.set(row, row.animate(path, timing))
  }
}

function pathFrom(before: Place, now: Place): Keyframe[] | undefined {
  const [x, y] = [before.left - now.left, before.top - now.top]
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return undefined
  return [{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }]
}

import type { Mark } from './ballot/mark.ts'

/** What one record of a bucket's stream changes: marks that came and marks that went. */
export type Delta = ReadonlyMap<Mark, number>

/** The difference between a ballot's old marks (none at first) and its new ones. Marks that stay are not in it. */
export function deltaOf(oldMarks: readonly Mark[], newMarks: readonly Mark[]): Delta {
  const delta = new Map<Mark, number>()
  for (const mark of newMarks) delta.set(mark, (delta.get(mark) ?? 0) + 1)
  for (const mark of oldMarks) delta.set(mark, (delta.get(mark) ?? 0) - 1)
  for (const [mark, change] of delta) if (change === 0) delta.delete(mark)
  return delta
}

/** A step of the fold: changes to add in one write, and the place in the stream the bucket is at afterwards. */
export type Step<Place> = { changes: Map<Mark, number>; to: Place }

/**
 * Joins the records of one bucket into as few writes as they fit into, each at most `size` marks. A record is never divided between
 * two writes unless it alone is larger; then its parts have places of their own, the last part the place of the record.
 */
export function stepsOf<Place>(
  records: readonly { delta: Delta; placeOf: (part?: number) => Place }[],
  size: number,
): Step<Place>[] {
  const steps: Step<Place>[] = []
  let open: Step<Place> | undefined
  for (const { delta, placeOf } of records) {
    if (delta.size > size) {
      steps.push(...partsOf(delta, placeOf, size))
      open = undefined
      continue
    }
    const joined: Map<Mark, number> | undefined = open && joinedWithin(open.changes, delta, size)
    if (open && joined) {
      open.changes = joined
      open.to = placeOf()
      continue
    }
    open = { changes: new Map(delta), to: placeOf() }
    steps.push(open)
  }
  return steps
}

function joinedWithin(changes: Map<Mark, number>, delta: Delta, size: number): Map<Mark, number> | undefined {
  const joined = new Map(changes)
  for (const [mark, change] of delta) joined.set(mark, (joined.get(mark) ?? 0) + change)
  return joined.size <= size ? joined : undefined
}

/**
 * Parts in a fixed order, so that a redelivered record falls into the same ones: first what goes, then what comes, so that no voter
 * is counted twice in between.
 */
function partsOf<Place>(delta: Delta, placeOf: (part?: number) => Place, size: number): Step<Place>[] {
  const marks = [...delta].sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
  const count = Math.ceil(marks.length / size)
  return Array.from({ length: count }, (_, index) => ({
    changes: new Map(marks.slice(index * size, (index + 1) * size)),
    to: index === count - 1 ? placeOf() : placeOf(index),
  }))
}

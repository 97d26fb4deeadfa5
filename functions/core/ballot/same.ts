import { isOfKind, type BallotKind, type BallotOf, type FilledBallot } from './filled.ts'

/** Apart from the rest of a kind, because every phone compares ballots and few need their rules. */
const sameMarks: { [Kind in BallotKind]: Same<BallotOf<Kind>> } = {
  choose: (a, b) => sameMembers(a.choices, b.choices),
  grade: (a, b) => sameRecord(a.grades, b.grades),
  score: (a, b) => sameRecord(a.scores, b.scores, sameRecord),
  rank: (a, b) => sameList(a.ranking, b.ranking),
}

/** Whether two ballots say the same: order matters in a ranking and nowhere else. */
export const sameBallot = (a: FilledBallot, b: FilledBallot): boolean =>
  a.electorate === b.electorate && areSame(a.kind, a, b)

function areSame<Kind extends BallotKind>(kind: Kind, a: BallotOf<Kind>, b: FilledBallot): boolean {
  return isOfKind(b, kind) && sameMarks[kind](a, b)
}

type Same<Value> = (a: Value, b: Value) => boolean

const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  sameList(a.toSorted(), b.toSorted())

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

export function sameRecord<Value>(
  a: Record<string, Value>,
  b: Record<string, Value>,
  same: Same<Value> = equal,
): boolean {
  return Object.keys(a).length === Object.keys(b).length && holdsAll(a, b, same)
}

/** Whether every entry of `part` stands in `whole` as it is. */
export function holdsAll<Value>(
  part: Record<string, Value>,
  whole: Record<string, Value>,
  same: Same<Value> = equal,
): boolean {
  return Object.entries(part).every(([key, value]) => {
    const other = Object.hasOwn(whole, key) ? whole[key] : undefined
    return other !== undefined && same(value, other)
  })
}

const equal = (a: unknown, b: unknown): boolean => a === b

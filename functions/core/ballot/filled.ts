import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule } from '#contract/contest.ts'

export type BallotKind = BallotRule['kind']

/** Under which name a ballot of a kind carries its marks. */
export type FormOf = { choose: 'choices'; grade: 'grades'; score: 'scores'; rank: 'ranking' }

type ByKind = { [Kind in BallotKind]: { kind: Kind } & Extract<Ballot, Record<FormOf[Kind], unknown>> }

export type BallotOf<Kind extends BallotKind> = ByKind[Kind]

/**
 * A ballot as the rules see it: it says of which kind it is. On the wire, in the box and in the book its form says so. Made once, where a
 * ballot is read.
 */
export type FilledBallot = BallotOf<BallotKind>

export function filled(ballot: Ballot): FilledBallot {
  if ('choices' in ballot) return { kind: 'choose', ...ballot }
  if ('grades' in ballot) return { kind: 'grade', ...ballot }
  if ('scores' in ballot) return { kind: 'score', ...ballot }
  if ('ranking' in ballot) return { kind: 'rank', ...ballot }
  return ballot satisfies never
}

/** The ballot as it goes out: on the wire, into the box and into the book. */
export function plain({ kind: _, ...ballot }: FilledBallot): Ballot {
  return ballot
}

export const isOfKind = <Kind extends BallotKind>(
  ballot: FilledBallot,
  kind: Kind,
): ballot is BallotOf<Kind> => ballot.kind === kind

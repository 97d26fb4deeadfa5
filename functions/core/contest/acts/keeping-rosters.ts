import { isUnsealed, roundAt, type ContestState, type RoundState } from '../state.ts'

/** Who joins or leaves after the close was no part of it, or was: rounds that are closed keep the roster they had. */
export const keepingRosters = ({ rounds, eligible }: ContestState, at: string): ContestState['rounds'] =>
  Object.fromEntries(
    Object.entries(rounds).map(([id, round]): [string, RoundState] =>
      isUnsealed(round) && !round.eligible && roundAt(round, at).phase !== 'open'
        ? [id, { ...round, eligible }]
        : [id, round],
    ),
  )

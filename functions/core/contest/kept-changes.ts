import type { Amendment, Withdrawal } from '#contract/amendments.ts'
import type { Contest } from '#contract/contest.ts'
import { contestantsOf } from '../round.ts'
import { withAmendments, wordsOf } from './amended.ts'
import type { ContestState } from './state.ts'

/** What was put right in a document that is replaced, and who has left: as far as it holds for the one that replaces it. */
export type KeptChanges = {
  amendments?: Amendment[] | undefined
  withdrawals?: Withdrawal[] | undefined
}

/**
 * A correction is kept where the new document has the words that were corrected; where it has others it was written by somebody who knows
 * better. Whoever has left stays out of the rounds, for as long as the document knows them: taken out of it and put in again, they are back.
 */
export function keptChanges(contest: Contest, state: ContestState): KeptChanges {
  const amendments = keptAmendments(contest, state.amendments ?? [])
  const withdrawals = (state.withdrawals ?? []).flatMap((one) => keptWithdrawal(contest, one))
  return {
    ...(amendments.length > 0 && { amendments }),
    ...(withdrawals.length > 0 && { withdrawals }),
  }
}

function keptAmendments(contest: Contest, amendments: readonly Amendment[]): Amendment[] {
  const kept: Amendment[] = []
  for (const amendment of amendments) {
    const { what, id, fields, before } = amendment
    const words = wordsOf(withAmendments(contest, kept), what, id, Object.keys(fields)) ?? {}
    const still = Object.keys(fields).filter((field) => words[field] === before[field])
    if (still.length > 0)
      kept.push({ ...amendment, fields: picked(fields, still), before: picked(before, still) })
  }
  return kept
}

const picked = (words: Record<string, string>, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, words[field] ?? '']))

function keptWithdrawal(contest: Contest, withdrawal: Withdrawal): Withdrawal[] {
  const { contestant, rounds } = withdrawal
  if (!contest.contestants.some(({ id }) => id === contestant)) return []
  const out = contest.rounds.filter(
    (round) => rounds.includes(round.id) || contestantsOf(contest, round).some(({ id }) => id === contestant),
  )
  return out.length === 0 ? [] : [{ ...withdrawal, rounds: out.map(({ id }) => id) }]
}

/** Whether what an event keeps was there before. */
export const wereThere = (kept: KeptChanges, state: ContestState): boolean =>
  (kept.amendments ?? []).every((one) =>
    state.amendments?.some(
      ({ what, id, at, reason }) =>
        what === one.what && id === one.id && at === one.at && reason === one.reason,
    ),
  ) &&
  (kept.withdrawals ?? []).every((one) =>
    state.withdrawals?.some(({ contestant, at }) => contestant === one.contestant && at === one.at),
  )

import type { Contest, Round } from '#contract/contest.ts'
import type { Refusal } from '#contract/refusals.ts'
import { withdrawal } from '#contract/amendments.ts'
import { fault } from '#core/faults.ts'
import { contestantsOf } from '#core/round.ts'
import { isTooSmallWithout } from '../in-force.ts'
import { contestAct } from '../act.ts'
import { isUnsealed, roundState, type ContestState } from '../state.ts'
import { id, reason } from './fields.ts'

/** A contestant leaves all rounds that are not opened. Rounds that were opened stay as they are. */
export const withdrawContestant = contestAct({
  command: 'withdrawContestant',
  commandFields: { contestant: id, reason },
  event: 'contestantWithdrawn',
  eventFields: withdrawal,
  decide: ({ contestant, reason }, { contest, state }) => {
    if (!contest.contestants.some((one) => one.id === contestant))
      return { faults: [fault('$.contestant', 'unknown-contestant', { id: contestant })] }
    const left = contest.rounds.filter(
      (round) => roundState(state, round.id).phase === 'waiting' && has(contest, round, contestant),
    )
    const refusal = misfit({ contestant }, state) ?? refusalOf(contest, left, contestant)
    return refusal ? { refusal } : { event: { contestant, rounds: left.map(({ id }) => id), reason } }
  },
  misfit,
  evolve: (state, { contestant, rounds, reason, at, n }) => ({
    ...state,
    withdrawals: [...(state.withdrawals ?? []), { contestant, rounds, reason, at }],
    changed: n,
  }),
})

const has = (contest: Contest, round: Round, contestant: string): boolean =>
  contestantsOf(contest, round).some(({ id }) => id === contestant)

function misfit({ contestant }: { contestant: string }, state: ContestState): Refusal | undefined {
  if (state.withdrawals?.some((one) => one.contestant === contestant)) return 'nothing-changes'
  if (state.stage?.contestant === contestant) return 'contestant-on-stage'
  const isBeingJudged = Object.values(state.rounds).some(
    (round) => isUnsealed(round) && round.contestants.includes(contestant),
  )
  return isBeingJudged ? 'contestant-in-open-round' : undefined
}

function refusalOf(contest: Contest, left: readonly Round[], contestant: string): Refusal | undefined {
  if (left.length === 0) return 'no-round-to-leave'
  return left.some((round) => isTooSmallWithout(contest, round, [contestant])) ? 'leaves-too-few' : undefined
}

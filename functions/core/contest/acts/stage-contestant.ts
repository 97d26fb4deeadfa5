import type { Refusal } from '#contract/refusals.ts'
import { fault } from '#core/faults.ts'
import { asItIs, contestAct } from '../act.ts'
import { isTimed } from '../speech.ts'
import { isUnsealed, type ContestState, type RoundState } from '../state.ts'
import { id } from './fields.ts'

/**
 * A contestant goes on stage, or nobody is on it any more. While somebody's time runs nobody else takes the stage. What was said and
 * timed for whoever was on it goes with them, and so do marks that are shown.
 */
export const stageContestant = contestAct({
  command: 'stageContestant',
  commandFields: { contestant: id.nullable() },
  event: 'contestantStaged',
  eventFields: { contestant: id.nullable() },
  decide: ({ contestant }, { contest, state }) => {
    if (contestant !== null && !contest.contestants.some((one) => one.id === contestant))
      return { faults: [fault('$.contestant', 'unknown-contestant', { id: contestant })] }
    if ((state.stage?.contestant ?? null) === contestant) return asItIs
    const refusal = interrupts({ contestant }, state)
    return refusal ? { refusal } : { event: { contestant } }
  },
  misfit: interrupts,
  evolve: ({ speech, message: _message, lastOnStage: _last, ...state }, { contestant, at }) => ({
    ...state,
    stage: contestant === null ? null : { contestant, since: at },
    ...(contestant === null && state.stage && { lastOnStage: state.stage }),
    ...(speech && speech.contestant === contestant && { speech }),
    rounds: contestant === null ? state.rounds : withoutMarksOfOthers(state.rounds, contestant),
  }),
})

/** Whoever comes on stage has it alone: marks of somebody else are shown no more. */
const withoutMarksOfOthers = (rounds: ContestState['rounds'], contestant: string): ContestState['rounds'] =>
  Object.fromEntries(
    Object.entries(rounds).map(([id, round]): [string, RoundState] => {
      if (!isUnsealed(round) || !round.marks || round.marks.contestant === contestant) return [id, round]
      const { marks: _, ...rest } = round
      return [id, rest]
    }),
  )

function interrupts({ contestant }: { contestant: string | null }, state: ContestState): Refusal | undefined {
  const { speech, withdrawals } = state
  if (withdrawals?.some((one) => one.contestant === contestant)) return 'contestant-withdrawn'
  return speech && isTimed(speech) && speech.contestant !== contestant ? 'speech-running' : undefined
}

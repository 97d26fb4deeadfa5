import type { Refusal } from '#contract/refusals.ts'
import { fault } from '#core/faults.ts'
import { asItIs, contestAct } from '../act.ts'
import { isTimed } from '../speech.ts'
import type { ContestState } from '../state.ts'
import { id } from './fields.ts'

/**
 * A contestant goes on stage, or nobody is on it any more. While somebody's time runs nobody else takes the stage. What was said and
 * timed for whoever was on it goes with them.
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
  }),
})

function interrupts({ contestant }: { contestant: string | null }, state: ContestState): Refusal | undefined {
  const { speech } = state
  return speech && isTimed(speech) && speech.contestant !== contestant ? 'speech-running' : undefined
}

import { fault } from '#core/faults.ts'
import { asItIs, contestAct } from '../act.ts'
import { id } from './fields.ts'

/** A contestant goes on stage, or nobody is on it any more. */
export const stageContestant = contestAct({
  command: 'stageContestant',
  commandFields: { contestant: id.nullable() },
  event: 'contestantStaged',
  eventFields: { contestant: id.nullable() },
  decide: ({ contestant }, { contest, state }) => {
    if (contestant !== null && !contest.contestants.some((one) => one.id === contestant))
      return { faults: [fault('$.contestant', 'unknown-contestant', { id: contestant })] }
    return (state.stage?.contestant ?? null) === contestant ? asItIs : { event: { contestant } }
  },
  evolve: (state, { contestant, at }) => ({
    ...state,
    stage: contestant === null ? null : { contestant, since: at },
  }),
})

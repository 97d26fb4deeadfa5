import { fault } from '#core/faults.ts'
import { roundOfSpeech } from '#core/speech-round.ts'
import { contestAct } from '../act.ts'
import { isTimed, notOnStage } from '../speech.ts'
import { roundState, statusAt } from '../state.ts'
import { id, ordinal, seconds } from './fields.ts'

/** The speaker's time begins to run. How long it is stands in the log, whatever happens to the document. */
export const startSpeech = contestAct({
  command: 'startSpeech',
  /** `part`: counted from 1, the first where it is left out. */
  commandFields: { contestant: id, part: ordinal.optional() },
  alsoFor: ['clerk'],
  event: 'speechStarted',
  eventFields: { contestant: id, round: id, part: ordinal, seconds },
  refusal: ({ speech }) => (isTimed(speech) ? 'speech-running' : undefined),
  decide: ({ contestant, part = 1 }, { contest, state, now }) => {
    if (!contest.contestants.some((one) => one.id === contestant))
      return { faults: [fault('$.contestant', 'unknown-contestant', { id: contestant })] }
    const refusal = notOnStage({ contestant }, state)
    if (refusal) return { refusal }
    const round = roundOfSpeech(contest, contestant, ({ id }) => statusAt(roundState(state, id), now))
    if (!round?.speech) return { faults: [fault('$.contestant', 'no-speech')] }
    const { parts } = round.speech
    const planned = parts[part - 1]
    if (!planned) return { faults: [fault('$.part', 'no-such-part', { parts: parts.length })] }
    return { event: { contestant, round: round.id, part, seconds: planned.seconds } }
  },
  misfit: notOnStage,
  evolve: (state, { contestant, round, part, seconds, at }) => ({
    ...state,
    speech: { contestant, round, part, seconds, startedAt: at, pausedMs: 0 },
  }),
})

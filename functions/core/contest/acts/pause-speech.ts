import { contestAct } from '../act.ts'
import { notTimed, otherSpeaker, withSpeech } from '../speech.ts'
import { id, reason } from './fields.ts'

/** The speaker's time stands still, for a reason that everybody may read. */
export const pauseSpeech = contestAct({
  command: 'pauseSpeech',
  commandFields: { reason },
  alsoFor: ['clerk'],
  event: 'speechPaused',
  eventFields: { contestant: id, reason },
  refusal: (state) => notTimed(state) ?? (state.speech?.paused ? 'speech-paused' : undefined),
  decide: ({ reason }, { state }) =>
    state.speech
      ? { event: { contestant: state.speech.contestant, reason } }
      : { refusal: 'speech-not-running' },
  misfit: otherSpeaker,
  evolve: (state, { reason, at }) =>
    withSpeech(state, (speech) => ({ ...speech, paused: { since: at, reason } })),
})

import { contestAct } from '../act.ts'
import { notTimed, otherSpeaker, resumed, withSpeech } from '../speech.ts'
import { id } from './fields.ts'

/** The speaker's time runs on. */
export const resumeSpeech = contestAct({
  command: 'resumeSpeech',
  commandFields: {},
  alsoFor: ['clerk'],
  event: 'speechResumed',
  eventFields: { contestant: id },
  refusal: (state) => notTimed(state) ?? (state.speech?.paused ? undefined : 'speech-not-paused'),
  decide: (_, { state }) =>
    state.speech ? { event: { contestant: state.speech.contestant } } : { refusal: 'speech-not-running' },
  misfit: otherSpeaker,
  evolve: (state, { at }) => withSpeech(state, (speech) => resumed(speech, at)),
})

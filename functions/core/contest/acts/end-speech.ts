import type { Refusal } from '#contract/refusals.ts'
import { contestAct } from '../act.ts'
import { endOf, notTimed, spokenMs, otherSpeaker, withSpeech } from '../speech.ts'
import type { ContestState } from '../state.ts'
import { count, id, ordinal } from './fields.ts'

type Ended = { contestant: string; round: string; part: number; seconds: number; over: number }

/** The speech is over: how many whole seconds it took without its pauses, and how many of them above the limit. */
export const endSpeech = contestAct({
  command: 'endSpeech',
  commandFields: {},
  alsoFor: ['clerk'],
  event: 'speechEnded',
  eventFields: { contestant: id, round: id, part: ordinal, seconds: count, over: count },
  refusal: notTimed,
  decide: (_, { state: { speech }, now }) => {
    if (!speech) return { refusal: 'speech-not-running' }
    const { contestant, round, part } = speech
    return { event: { contestant, round, part, ...endOf(speech, now) } }
  },
  misfit: (event, state) => otherSpeaker(event, state) ?? otherLength(event, state),
  evolve: (state, { contestant, round, part, seconds, over, at }) => ({
    ...withSpeech(state, (speech) => ({ ...speech, ended: { at, seconds, over } })),
    spoken: withSpoken(state.spoken, {
      contestant,
      round,
      part,
      ms: state.speech ? spokenMs(state.speech, at) : 0,
    }),
  }),
})

function otherLength(event: Ended & { at: string }, { speech }: ContestState): Refusal | undefined {
  if (!speech || speech.round !== event.round || speech.part !== event.part) return 'speech-differs'
  const { seconds, over } = endOf(speech, event.at)
  return seconds === event.seconds && over === event.over ? undefined : 'speech-differs'
}

/** A part that is spoken again counts as it was spoken last. */
function withSpoken(
  spoken: ContestState['spoken'] = [],
  one: NonNullable<ContestState['spoken']>[number],
): NonNullable<ContestState['spoken']> {
  const isSame = (other: typeof one) =>
    other.contestant === one.contestant && other.round === one.round && other.part === one.part
  return [...spoken.filter((other) => !isSame(other)), one]
}

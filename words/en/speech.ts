import type { words as zh } from '../zh/speech.ts'

/** The speech clock: what the stage, backstage, the clerk's page and the console say. */
export const words: typeof zh = {
  clock: 'Speech clock',
  ready: 'Ready',
  running: 'Running',
  lastOf: (span) => `Last ${span}`,
  over: 'Over time',
  paused: 'Paused',
  ended: 'Speech ended',
  part: (name, n, of) => (of > 1 ? `${name} (${n} of ${of})` : name),
  overBy: (time) => `${time} over`,
  allowed: (span) => `${span} allowed`,
  then: (name, span) => `Next: ${name}, ${span}`,

  nobody: 'Nobody is on stage. The organiser calls a contestant first; then the clock can start.',
  noTime: 'This round sets no time to speak; there is nothing to run.',
  start: (name, span) => `Start: ${name} ${span}`,
  again: (name) => `${name} from the start`,
  pauseFor: 'Pause the clock because of:',
  reasons: { fault: 'Equipment', power: 'Power cut', order: 'Unrest in the hall', unwell: 'Speaker unwell' },
  otherReason: 'Another reason',
  pause: 'Pause',
  resume: 'Resume',
  end: 'End the clock',
  reallyEnd: (time) => `${time} left: press again to end`,
  toStage: 'Say something to the stage',
  message: 'Message to the stage',
  messageHint:
    'Stands on the display at the stage at once, for anybody to read, and in the log. It goes when the next contestant comes on stage.',
  messageShown: (text) => `On display: ${text}`,
  send: 'Show',
  take: 'Take off',
}

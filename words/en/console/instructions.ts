import type { words as zh } from '../../zh/console/instructions.ts'

export const words: typeof zh = {
  stage: (name) => `call ${name} to the stage`,
  clearStage: 'clear the stage',
  startSpeech: (name) => `start the clock for ${name}`,
  pauseSpeech: 'pause the clock',
  resumeSpeech: 'resume the clock',
  endSpeech: 'end the clock',
  messageStage: 'send a message to the stage',
  clearMessage: 'take the message off the stage',
  open: 'open the vote',
  close: 'close the vote',
  extend: 'extend the vote',
  reopen: 'reopen the vote',
  void: 'void the round',
  seal: 'seal',
  publish: 'publish the result',
  release: 'release the comments',
  showMarks: 'show the judges’ marks',
  hideMarks: 'take the judges’ marks off',
  reveal: 'reveal',
  removeVoters: 'remove people from the roster',
}

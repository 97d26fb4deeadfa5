import type { words as zh } from '../../zh/console/overlay.ts'

export const words: typeof zh = {
  title: 'Stream overlay',
  hint: 'Add this address to OBS or another mixer as a browser source. The switches act at once.',
  options:
    'The address may end in &show=name,tally for some parts only (name, countdown, speech, marks, tally), &place=top, &size=120.',
  open: 'Open the overlay',
  parts: {
    name: 'Contestant',
    countdown: 'Countdown',
    speech: 'Speech clock',
    marks: 'Judges’ marks',
    tally: 'Turnout and ranking',
  },
  instruction: 'switch the overlay',
  shown: (parts) => `Overlay · shows ${parts}`,
  hidden: 'Overlay · all hidden',
}

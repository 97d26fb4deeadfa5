import type { words as zh } from '../zh/entry.ts'

export const words: typeof zh = {
  enterCode: 'Enter your code',
  code: 'Code',
  enter: 'Enter',
  codeHint: 'Open your personal link or scan the QR code on your card, or type the code here.',
  codeRefused: 'This code is not valid',
  codeRefusedHint: 'It may be mistyped, or it was reissued. Check your card or ask the staff.',
  codesRefusedHint:
    'The code is wrong, as were too many others from this network. Check your card or ask the staff: a correct code is always accepted.',
  codeElsewhere: 'This code is in use on another device',
  codeElsewhereHint:
    'One code works on one device. Open it on the first device, or ask the staff to reissue it and type the new one here.',
  sessionEnded: 'You are signed out',
  sessionEndedHint:
    'Your code was reissued and the old link no longer works. Open the new link or type the new code; what you filled in stays.',
  triedLink: (code) => `The code in the link is ${code}.`,
  goOnAs: (name) => `Go on as ${name}`,
}

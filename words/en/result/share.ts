import { counted } from '../../english.ts'
import type { words as zh } from '../../zh/result/share.ts'

export const words: typeof zh = {
  make: 'Make a picture to share',
  making: 'Making the picture…',
  failed: 'The picture was not made. Try again.',
  title: 'Picture to share',
  tall: 'Tall, for phones',
  wide: 'Wide, for web pages',
  save: 'Save the picture',
  send: 'Send…',
  hint: 'You can also press the picture and hold to save it.',
  noCode:
    'Only this machine can open its address, so there is no QR code in the picture. Start with npm start -- --host or --address and make it again.',
  close: 'Fold away',
  official: 'Official result',
  scan: 'Scan for the full result, and check it yourself',
  checksum: (start) => `Checksum ${start}`,
  more: (count) => `${counted(count, 'more contestant')} in the full result`,
  alt: (title) => `The result of ${title} as a picture`,
}

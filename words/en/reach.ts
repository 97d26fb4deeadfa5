import type { words as zh } from '../zh/reach.ts'

export const words: typeof zh = {
  page: 'Trial scan',
  marks: { 'under way': '…', reached: '✓', 'same-device': '!', ended: '!', failed: '!' },
  'under way': { title: 'Telling the console…', text: 'One moment; keep this page open.' },
  reached: {
    title: 'This device gets in',
    text: 'The console knows: the address on the login cards works. You can close this page.',
  },
  'same-device': {
    title: 'Scan it with another phone',
    text: 'This is the device of the console, and does not show whether others get in.',
  },
  ended: {
    title: 'This code has expired',
    text: 'Make a new one under “Trial scan” in the console, and scan again.',
  },
  failed: {
    title: 'Not reported yet',
    text: 'The page opened but could not reach Leitai. Check the network of this phone and try again.',
  },
}

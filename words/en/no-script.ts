import type { words as zh } from '../zh/no-script.ts'

export const words: typeof zh = {
  title: 'Please switch JavaScript on',
  hint: 'This page needs JavaScript. Allow it in the browser’s settings, or open the same link in another browser; the staff will help.',
}

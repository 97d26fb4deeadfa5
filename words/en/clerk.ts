import type { words as zh } from '../zh/clerk.ts'

export const words: typeof zh = {
  page: 'Clerk',
  now: 'On stage now',
  nobody: 'Nobody is on stage',
  next: (name) => `Next: ${name}`,
  wrongRole: 'This page is for clerks',
  wrongRoleHint:
    'This is not the code of a clerk. Use the link that the organiser gave you, or type your code here.',
  refused: (what) => `Not done: ${what}`,
  dismiss: 'Dismiss',
  offline: 'No network: the time runs on; the buttons work again when the network is back. Reconnecting…',
  screens: 'Open pages',
  stage: 'Stage clock',
  backstage: 'Backstage',
}

import type { words as zh } from '../zh/people.ts'

export const words: typeof zh = {
  here: 'Voters on this phone',
  now: 'voting now',
  turn: 'Vote as this person',
  voted: 'has voted in this round',
  notVoted: 'has not voted in this round',
  unsent: 'has a ballot that has not arrived',
  forget: 'Remove from this phone',
  another: 'Does somebody else vote on this phone? Type their code',
  apart: 'Each voter’s ballots and receipts are kept apart.',
  elsewhere: 'This code is not for this vote. Check the card or ask the staff.',
  unsentOf: (name) =>
    `The ballot of ${name} has not arrived. It goes out by itself once there is a network. Please keep this page open.`,
}

import type { words as zh } from '../zh/home.ts'

export const words: typeof zh = {
  what: 'Judged in the hall, voted on at home, announced on the spot',
  explain:
    'Leitai runs the voting of a live contest: judges score and comment, people at home vote on their phones, the ranking is published live and anyone can recount it.',
}

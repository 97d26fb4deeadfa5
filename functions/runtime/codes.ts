import { randomBytes } from 'node:crypto'

/** Digits and capitals without 0/O and 1/I, which look alike on paper: 32 letters, 5 bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const letters = 12

/** Twelve random letters in groups of four (60 bits), such as `7K2M-X9QD-4F6H`: codes and receipts. */
export function newCode(): string {
  const random = Array.from(randomBytes(letters), (byte) => alphabet[byte % alphabet.length])
  return [0, 4, 8].map((start) => random.slice(start, start + 4).join('')).join('-')
}

/** A code as a person may type it — small or full-width letters, blanks, other dashes or none — in the form it was made. */
export function normaliseCode(typed: string): string {
  const kept = [...typed.normalize('NFKC').toUpperCase()]
    .filter((letter) => alphabet.includes(letter))
    .join('')
  return [0, 4, 8].map((start) => kept.slice(start, start + 4)).join('-') + kept.slice(letters)
}

/** How wide a text is at most in a bold sans-serif, in ems: a Han character is one, a Latin letter less. */
export const emsOf = (text: string): number =>
  Math.max(
    1,
    [...text].reduce((sum, letter) => sum + (letter < '\u2e80' ? 0.6 : 1), 0),
  )

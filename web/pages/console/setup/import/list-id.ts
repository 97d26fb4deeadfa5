const bytes = 8

/** A name for a list of people that nobody else has chosen. */
export const newListId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

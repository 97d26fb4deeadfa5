/** The first digits of a hash in groups of four: enough to compare by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')

/** Eight digits of a hash, to be read aloud. */
export const spokenHash = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`.toUpperCase()

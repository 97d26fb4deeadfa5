/** What an id is made of, apart from the schema, which pages do not load. */

/** The same letters and digits that `id` in ids.ts tells of. */
export const idForm = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u

/** Fillers count as letters, and leave nothing to see. */
export const hiddenLetter = /\p{Default_Ignorable_Code_Point}/u

/** Names that every object has: ids are keys of records. */
export const isReserved = (name: string): boolean => name in {}

/** Characters of a line that people read. */
export const longestLine = 200

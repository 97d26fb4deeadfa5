const rules = new Intl.PluralRules('en')

/** The form of an English word that goes with a number; without another it takes an s. */
export const plural = (count: number, one: string, other = `${one}s`): string =>
  rules.select(count) === 'one' ? one : other

/** A number and what it counts: `1 ballot`, `3 ballots`. */
export const counted = (count: number, one: string, other?: string): string =>
  `${count} ${plural(count, one, other)}`

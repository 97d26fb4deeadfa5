/** Things that are said in every language: a code each, and what its sentence needs to be told. */
export type Said<Params> = { [Code in keyof Params]: { code: Code; params: Params[Code] } }[keyof Params]

/** The words of one language for them, complete by type. */
export type Phrases<Params> = { [Code in keyof Params]: string | ((params: Params[Code]) => string) }

type Nothing = Record<string, never>

/**
 * The closed list of what can be wrong with a document, a ballot, a roster, a request or a file, with what there is to say about it.
 * Codes and the names of parameters are stable: other people's programs read them.
 */
export type FaultParams = {
  // The shape of a value.
  'unknown-field': Nothing
  missing: { expected: string }
  'wrong-type': { expected: string; received: string }
  'text-too-short': { least: number }
  'text-too-long': { most: number }
  'too-few-items': { least: number }
  'too-many-items': { most: number }
  'below-least': { expected: string; least: number }
  'not-above': { expected: string; bound: number }
  'above-most': { expected: string; most: number }
  /** `options` are in one text, with `|` between. */
  'not-an-option': { options: string }
  'unknown-kind': { options: string }
  'wrong-key': Nothing
  'wrong-pattern': { pattern: string }
  'id-form': { pattern: string }
  'reserved-word': Nothing
  'hidden-letter': Nothing
  'not-a-share': Nothing
  'not-a-colour': Nothing
  'not-a-digest': Nothing
  /** A number of points as text: digits, at most four of them behind the point, a minus sign where it takes away. */
  'not-points': Nothing
  'not-a-time': Nothing
  'not-an-id': Nothing
  'not-a-version': Nothing
  'not-a-count': Nothing
  invalid: Nothing
  'more-faults': { count: number }
  'beyond-listing': Nothing

  // JSON.
  'not-json': Nothing
  'json-syntax': { line: number; column: number; near: string }
  'json-sign': { line: number; column: number; sign: string }
  'json-ended': Nothing
  'too-deep': { most: number }
  'too-many-values': { most: number }

  // References and ids.
  'id-taken': { id: string }
  'id-looks-like': { id: string; like: string }
  'unknown-electorate': { id: string }
  'unknown-group': { id: string }
  'unknown-contestant': { id: string }
  'unknown-grade': { id: string }
  'unknown-round': { id: string }
  'unknown-criterion': { panel: string; criterion: string }
  'name-looks-like': { name: string; like: string }
  'other-contest': { id: string; address: string }

  // Documents.
  'stream-without-address': { kind: string }
  'address-form': Nothing
  'logo-form': Nothing
  'misleading-address': Nothing
  'low-contrast': { contrast: string; least: number; ground: string; colour: string }
  'below-min': { min: number }
  'choose-beyond-field': { min: number; size: number }
  'eligible-unknown': Nothing
  'share-range': Nothing
  'mean-without-value': Nothing
  'percent-without-points': Nothing
  'drop-leaves-none': { least: number }
  'named-twice': { id: string }
  /** `from`: where the lowest band begins; `least`: the fewest points that somebody can have. */
  'bands-have-gap': { from: number; least: string }
  'band-repeated': { from: number }
  'share-without-grades': Nothing
  'exact-with-converted': { panel: string }
  /** `id`: the award before, which takes everybody who is left. */
  'limit-without-bound': Nothing
  'limit-without-range': Nothing
  'needs-whole': Nothing
  'always-equal': Nothing
  'limits-cannot-be-met': { size: number }
  'over-range': Nothing
  'quorum-without-share': Nothing
  'recusal-with-rank': Nothing
  'recusal-with-eligible': Nothing
  'recusal-in-secret': Nothing
  'recusal-without-roster': Nothing
  'award-for-nobody': { id: string }
  'listed-twice': { id: string }
  'panel-repeated': { electorate: string }
  'group-and-contestants': Nothing
  'round-without-contestants': Nothing
  'secret-live-figures': Nothing
  'secret-shown-marks': Nothing
  'shown-marks-without-judges': Nothing
  'tie-without-panel': { panel: string }
  'panel-without-criteria': { panel: string }
  'warn-beyond-part': { seconds: number }
  'warn-repeated': { seconds: number }

  'steps-out-of-order': Nothing

  // Actions of two persons.
  'unknown-proposal': { proposal: number }
  'not-in-book': { ballot: string }
  'too-many-decimals': { places: number }

  // The speech clock.
  'no-speech': Nothing
  'no-such-part': { parts: number }

  // Ballots and what comes with them.
  'no-vote': Nothing
  'other-ballot-kind': { wanted: string }
  'not-in-round': Nothing
  'marked-twice': Nothing
  recused: Nothing
  'no-recusal': Nothing
  'shadow-not-judge': Nothing
  'too-few': { count: number; least: number }
  'too-many': { count: number; most: number }
  'no-grades': Nothing
  'not-a-grade': Nothing
  'no-scores': Nothing
  'no-criteria': Nothing
  'score-missing': Nothing
  'not-a-criterion': Nothing
  'not-whole': { count: number; of: number }
  'all-equal': Nothing
  /** `what`: the grades by their names, or a range of totals such as `≥ 90`. */
  'limit-above': { what: string; count: number; most: number }
  'limit-below': { what: string; count: number; least: number }
  'score-range': { min: number; max: number }
  'score-step': { min: number; step: number }
  'only-judges-comment': Nothing

  // Rosters.
  'electorate-without-roster': { electorate: string }
  /** `row` is the earlier one: of a request counted from 1, of a table its line or its number there. */
  'row-repeated': { id: string; row: number }
  'other-electorate': { id: string; electorate: string }
  /** `was` and `now` are in one text: name and unit. */
  'person-changes': { id: string; was: string; now: string }
  'shadow-stays': { id: string }
  'not-yes': { given: string }
  'not-on-roster': { id: string }
  'not-changed-by-list': { id: string }
  'has-ballot': { id: string; round: string }
  /** A round without names: whether somebody voted in it is for nobody to know. */
  'may-have-voted': { id: string; round: string }

  // Files and texts with a table.
  'old-excel': Nothing
  'web-page': Nothing
  'no-table': Nothing
  'table-empty': Nothing
  'sheets-hidden': { names: string }
  'table-too-big': { megabytes: number }
  'too-many-cells': { rows: number; columns: number }
  'bad-byte': { line: number }
  'quote-unclosed': { line: number }
  'reading-too-slow': Nothing
  'reading-stopped': Nothing

  // Cells of a table.
  'cell-error': { shown: string }
  'formula-unsaved': Nothing
  'number-cut': { shown: string }
  'unknown-format': { format: string }
  'line-break': Nothing
  'damaged-text': Nothing

  // A table as a roster.
  'no-head': { titles: string }
  'nobody-in-table': Nothing
  'person-without-column': Nothing
  'cells-by-spaces': Nothing
  'lists-beside': { titles: string }
  'cell-truth': { shown: string }
  'electorate-without-column': { known: string }
  'cell-empty': Nothing
  'row-too-long': { cells: number; titles: number; separator: string }
  'not-a-person': { text: string }
  'no-such-electorate': { given: string; known: string }
  'electorate-like': { given: string; like: string }
  'same-person': { row: number }

  // Logs.
  'unknown-event': Nothing
}

export type FaultCode = keyof FaultParams

/** A rule that was broken, without the place where it was. */
export type Wrong = Said<FaultParams>

/** Where in a document, request or file something is wrong (JSONPath), and what. */
export type Fault = { path: string } & Wrong

/** Codes that a schema names itself, in the place where zod has a message; `says` keeps them in the list. */
export const saidBySchemas = [
  'id-form',
  'reserved-word',
  'hidden-letter',
  'not-a-share',
  'not-a-colour',
  'not-a-digest',
  'not-points',
] as const satisfies FaultCode[]

export const says = (code: (typeof saidBySchemas)[number]): string => code

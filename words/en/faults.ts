import type { FaultParams, Phrases } from '#contract/faults.ts'

const hidden =
  'Leads a browser elsewhere than it looks: write it without \\, a name before @, and invisible letters'

/** What is wrong with a document, a ballot, a roster, a request or a file. */
export const words: Phrases<FaultParams> = {
  'unknown-field': 'Unknown field',
  missing: ({ expected }) => `Invalid input: expected ${expected}, received undefined`,
  'wrong-type': ({ expected, received }) => `Invalid input: expected ${expected}, received ${received}`,
  'text-too-short': ({ least }) => `Too small: expected string to have >=${least} characters`,
  'text-too-long': ({ most }) => `Too big: expected string to have <=${most} characters`,
  'too-few-items': ({ least }) => `Too small: expected array to have >=${least} items`,
  'too-many-items': ({ most }) => `Too big: expected array to have <=${most} items`,
  'below-least': ({ expected, least }) => `Too small: expected ${expected} to be >=${least}`,
  'not-above': ({ expected, bound }) => `Too small: expected ${expected} to be >${bound}`,
  'above-most': ({ expected, most }) => `Too big: expected ${expected} to be <=${most}`,
  'not-an-option': ({ options }) =>
    options.includes('|')
      ? `Invalid option: expected one of ${options}`
      : `Invalid input: expected ${options}`,
  'unknown-kind': ({ options }) => `Invalid discriminator value. Expected ${options}`,
  'wrong-key': 'Invalid key in record',
  'wrong-pattern': ({ pattern }) => `Invalid string: must match pattern ${pattern}`,
  'id-form': ({ pattern }) => `Invalid string: must match pattern ${pattern}`,
  'reserved-word': 'is a reserved word',
  'hidden-letter': 'has a letter that nobody can see',
  'not-a-share': "must be a share such as '1/2' or '80%'",
  'not-a-colour': "must be a colour such as '#b3261e'",
  'not-a-digest': 'must be a SHA-256 as 64 hexadecimal digits',
  'not-points': 'must be points such as -0.05',
  'not-a-time': 'Invalid ISO datetime',
  'not-an-id': 'Not an id',
  'not-a-count': 'Must be a whole number, 0 or more',
  'not-a-version': 'Must be a version in quotes, such as "7"',
  invalid: 'Invalid input',
  'more-faults': ({ count }) =>
    count === 1 ? '1 more fault is not listed' : `${count} more faults are not listed`,
  'beyond-listing': 'More is wrong here than can be listed',

  'not-json': 'Is not JSON',
  'json-syntax': ({ line, column, near }) =>
    `Not valid JSON from line ${line}, letter ${column}: “${near}”. A comma, quote or bracket may be missing here or at the end of the line before, or there is one too many`,
  'json-sign': ({ line, column, sign }) =>
    `Not valid JSON: “${sign}” in line ${line}, letter ${column}, must be the plain sign`,
  'json-ended': 'Not valid JSON: a quote or bracket is missing at the end',
  'too-deep': ({ most }) => `Is nested deeper than ${most} levels`,
  'too-many-values': ({ most }) => `Has more than ${most} values`,

  'id-taken': ({ id }) => `The id ${id} is taken by an earlier one`,
  'id-looks-like': ({ id, like }) =>
    `The id ${id} looks like ${like}, which is another: write one of them differently`,
  'unknown-electorate': ({ id }) => `There is no electorate ${id}`,
  'unknown-group': ({ id }) => `There is no group ${id}`,
  'unknown-contestant': ({ id }) => `There is no contestant ${id}`,
  'unknown-grade': ({ id }) => `There is no grade ${id}`,
  'unknown-round': ({ id }) => `no round ‘${id}’ in this contest`,
  'unknown-criterion': ({ panel, criterion }) => `${panel} has no criterion ${criterion}`,
  'name-looks-like': ({ name, like }) =>
    `The name ‘${name}’ looks like that of another contestant, ‘${like}’`,
  'other-contest': ({ id, address }) => `The settings are of contest ‘${id}’, the address of ‘${address}’`,

  'stream-without-address': ({ kind }) => `A stream of kind ${kind} needs a url`,
  'address-form': 'Must begin with http://, https:// or /',
  'logo-form': 'Must begin with https:// or /, or be a data: address of a PNG, JPEG, WebP or SVG in base64',
  'misleading-address': hidden,
  'low-contrast': ({ contrast, ground, colour, least }) =>
    `Has a contrast of ${contrast} : 1 against ${ground} (${colour}); ${least} : 1 is the least that can be read`,
  'below-min': ({ min }) => `Is below min, which is ${min}`,
  'choose-beyond-field': ({ min, size }) =>
    `Nobody can choose ${min} of ${size} ${size === 1 ? 'contestant' : 'contestants'}`,
  'eligible-unknown': 'Anyone may join this electorate, so nobody knows how many are eligible',
  'share-range': 'Must be above 0 and at most 100%',
  'mean-without-value': 'A mean needs a grade with a value',
  'percent-without-points': 'Percent needs points above zero for the first place',
  'drop-leaves-none': ({ least }) => `Must be at least ${least}, so that a mark is left`,
  'bands-have-gap': ({ from, least }) =>
    `The lowest band begins at ${from}, so points from ${least} up to there are in none: add a band that begins at ${least} or below`,
  'band-repeated': ({ from }) => `A band that begins at ${from} stands here twice`,
  'share-without-grades': 'Only ballots with grades have shares of grades',
  'exact-with-converted': ({ panel }) =>
    `The points of ${panel} are converted, so there is no total before rounding to compare: take this step out`,
  'limit-without-bound': 'Needs least or most',
  'limit-without-range': 'Needs atLeast or below',
  'needs-whole': 'Only ballots that mark everybody (whole) can be held to this',
  'always-equal': 'With one contestant or one grade every ballot marks all the same, so none is valid',
  'limits-cannot-be-met': ({ size }) =>
    `No ballot over ${size} ${size === 1 ? 'contestant' : 'contestants'} keeps all of these limits`,
  'over-range': 'Must be below 100%: nobody can exceed all',
  'quorum-without-share': 'Needs atLeast or over',
  'recusal-with-rank': 'Nobody can be recused from a ranking: one contestant less moves all the others',
  'recusal-with-eligible': 'Shares of the eligible voters leave no room for recusal',
  'recusal-in-secret': 'A secret round knows no recusal: its ballots have no names',
  'recusal-without-roster': 'Anyone may join this electorate, so nobody knows who is to be recused',
  'award-for-nobody': ({ id }) =>
    `The award ${id} has no limit and takes everybody who is left, so nobody gets this one: give ${id} a number or a total`,
  'named-twice': ({ id }) => `${id} is named twice`,
  'listed-twice': ({ id }) => `${id} is listed twice`,
  'panel-repeated': ({ electorate }) => `${electorate} has a panel in this round already`,
  'group-and-contestants': 'Give a group or contestants, not both',
  'round-without-contestants': 'The round has no contestants',
  'secret-shown-marks':
    'A secret round shows no judges’ marks: one after another they would tell whose they are',
  'shown-marks-without-judges': 'Marks can be shown only where judges give scores',
  'secret-live-figures': 'A secret round has no live figures: they would tell each ballot as it comes in',
  'tie-without-panel': ({ panel }) => `${panel} has no panel in this round`,
  'panel-without-criteria': ({ panel }) => `${panel} does not score by criteria`,
  'warn-beyond-part': ({ seconds }) => `Must come within the ${seconds} seconds of this part`,
  'warn-repeated': ({ seconds }) => `The warning at ${seconds} seconds stands here twice`,
  'steps-out-of-order': 'The steps of overtime must rise from second to second, each once',

  'unknown-proposal': ({ proposal }) => `There is no proposal ${proposal}`,
  'not-in-book': ({ ballot }) => `The ballot record has no ballot ${ballot}`,
  'too-many-decimals': ({ places }) =>
    places === 0
      ? 'Points of this contest are whole'
      : `Points of this contest have ${places} places at most`,

  'no-speech': 'No round that is still to be decided sets a time for this contestant to speak',
  'no-such-part': ({ parts }) => `The speech has ${parts === 1 ? '1 part' : `${parts} parts`}`,

  'no-vote': 'Has no vote in this round',
  'other-ballot-kind': ({ wanted }) => `This panel takes ${wanted}`,
  'not-in-round': 'Not a contestant of this round',
  recused: 'You are recused from this contestant',
  'no-recusal': 'This panel has no rule of recusal',
  'shadow-not-judge': 'Only judges can be shadow judges',
  'marked-twice': 'Named twice',
  'too-few': ({ count, least }) => `Too few: ${count}, at least ${least} needed`,
  'too-many': ({ count, most }) => `Too many: ${count}, at most ${most} allowed`,
  'no-grades': 'Grades no contestant',
  'not-a-grade': 'Not a grade of this panel',
  'no-scores': 'Scores no contestant',
  'no-criteria': 'Scores no criterion',
  'score-missing': 'Missing',
  'not-a-criterion': 'Not a criterion of this panel',
  'not-whole': ({ count, of }) => `Marks ${count} of ${of} contestants, and has to mark all`,
  'all-equal': 'Marks all contestants the same',
  'limit-above': ({ what, count, most }) => `Gives ${what} to ${count}, at most ${most} allowed`,
  'limit-below': ({ what, count, least }) => `Gives ${what} to ${count}, at least ${least} needed`,
  'score-range': ({ min, max }) => `Must be from ${min} to ${max}`,
  'score-step': ({ min, step }) => `Must be ${min} plus steps of ${step}`,
  'only-judges-comment': 'Only judges comment',

  'electorate-without-roster': ({ electorate }) => `Anyone may vote in ‘${electorate}’; it has no roster`,
  'row-repeated': ({ id, row }) => `‘${id}’ stands in row ${row} already`,
  'other-electorate': ({ id, electorate }) => `‘${id}’ is in ‘${electorate}’ already`,
  'person-changes': ({ id, was, now }) =>
    `‘${id}’ is ‘${was}’ on the roster and would become ‘${now}’: say so with replace, or give them another id`,
  'shadow-stays': ({ id }) =>
    `Whether ‘${id}’ is a shadow judge cannot change: remove them and add them again`,
  'not-yes': ({ given }) => `Write yes or leave the cell empty, instead of ‘${given}’`,
  'not-on-roster': ({ id }) => `Nobody on the roster has the id ‘${id}’`,
  'not-changed-by-list': ({ id }) => `‘${id}’ was not changed by this import, or was changed again since`,
  'has-ballot': ({ id, round }) => `‘${id}’ has a ballot in round ‘${round}’`,
  'may-have-voted': ({ id, round }) =>
    `Round ‘${round}’ is without names, so nobody may learn whether ‘${id}’ voted in it: only when it is void can they be removed`,

  'old-excel': 'Is an old Excel file (.xls) or locked with a password: save it as .xlsx in Excel or WPS',
  'web-page': 'Is a web page with the name of a spreadsheet: open it in Excel or WPS and save it as .xlsx',
  'no-table': 'Is no table that can be read: open it in Excel or WPS and save it as .xlsx or CSV',
  'table-empty': 'Is empty: the first row names the columns, each row below is a person',
  'sheets-hidden': ({ names }) =>
    `Has nothing in the sheets that are shown, only in hidden ones (${names}): show the sheet that is meant`,
  'table-too-big': ({ megabytes }) =>
    `Is too large, or more than ${megabytes} MB unpacked, which is not like a roster: keep only the columns of the roster and save it as a new file`,
  'too-many-cells': ({ rows, columns }) =>
    `Is too large: a roster has at most ${rows} rows and ${columns} columns. Delete the rows and columns that are not needed, also far to the right and far down`,
  'bad-byte': ({ line }) =>
    `Row ${line} holds a letter that is damaged: correct it there, and save the file as “CSV UTF-8” or .xlsx`,
  'quote-unclosed': ({ line }) =>
    `In row ${line} a cell begins with a quote (") that does not end with the cell: delete the quote, or close it`,
  'reading-too-slow': 'Half a minute was not enough to read it: save it as CSV, or in several files',
  'reading-stopped': 'Reading was stopped; nothing was imported',

  'cell-error': ({ shown }) => `Shows the error ${shown}: correct the formula, or type what belongs there`,
  'formula-unsaved':
    'Is a formula whose value is not in the file: open it in Excel or WPS, save it, and choose it again',
  'number-cut': ({ shown }) =>
    `Is ${shown}, a number whose digits the spreadsheet has cut: format the column as text and type them anew`,
  'unknown-format': ({ format }) =>
    `Is a number in the format ${format}, so it is not clear what the spreadsheet shows: format the cell as text`,
  'line-break': 'Has a line break in it: delete it',
  'damaged-text': 'Has a damaged letter (�) in it: type it anew',

  'no-head': ({ titles }) => `No row among the first ten names the columns, such as ${titles}`,
  'nobody-in-table': 'Names columns, and nobody below them',
  'person-without-column': 'Has neither a column of ids nor one of names',
  'electorate-without-column': ({ known }) =>
    `Has no column that says who belongs to which electorate: add one, with ${known} in its cells`,
  'cell-empty': 'Is empty',
  'cells-by-spaces':
    'Has only blanks between its columns, and not equally many in every row, so cells cannot be told apart: copy it from a spreadsheet, or put commas or tabs between',
  'lists-beside': ({ titles }) =>
    `Has these titles twice: ${titles}. Put two lists that stand beside each other below each other, or choose the columns yourself`,
  'cell-truth': ({ shown }) => `Is the truth value ${shown} and no text: type what belongs there`,
  'row-too-long': ({ cells, titles, separator }) =>
    `Has ${cells} cells for ${titles} titles: put a cell that holds a ‘${separator}’ into quotes ("), or delete it`,
  'not-a-person': ({ text }) =>
    `This row (${text}) does not look like a person: delete sums, signatures and empty places`,
  'no-such-electorate': ({ given, known }) => `There is no electorate ‘${given}’; there are: ${known}`,
  'electorate-like': ({ given, like }) => `There is no electorate ‘${given}’: is it ‘${like}’?`,
  'same-person': ({ row }) =>
    `Is the same as row ${row}: delete one of them, or tell the two apart by a column of ids or by their units`,

  'unknown-event': 'No such event is known',
}

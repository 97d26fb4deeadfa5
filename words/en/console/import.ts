import type { words as zh } from '../../zh/console/import.ts'

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`)
const rows = (n: number) => (n === 1 ? '1 row' : `${n} rows`)

export const words: typeof zh = {
  hint: 'Excel (.xlsx), CSV, or copied from a table. Name the columns Id, Name, Unit and Electorate; people without an id are given one. You see everything before it is imported.',
  template: 'Download a sample',
  choose: 'Choose a file…',
  paste: 'Or paste from a table here',
  look: 'Preview',
  reading: 'Reading the table…',
  stop: 'Stop reading',
  unreadable: (file, why) => (file === '' ? `${why}.` : `${file}: ${why}.`),

  understood: (file) => (file === '' ? 'Preview: what was pasted' : `Preview: ${file}`),
  sheet: (n) => `Sheet (${n} in all, one at a time)`,
  sheetOf: (name, n) => `${name} (${rows(n)})`,
  head: 'Row with the titles',
  headOf: (line, text) => `Row ${line}: ${text}`,
  noHead: 'No row has titles',
  everybody: 'The table does not say: everybody belongs to',
  pleaseChoose: 'Please choose',
  called: (given) => `“${given}” means`,
  withHidden: (n) => `Import ${rows(n)} that ${n === 1 ? 'is' : 'are'} hidden or filtered out, too`,
  firstRows: (n) => `The first ${rows(n)}`,
  row: 'Row',
  madeId: 'Id (made)',
  meaning: (title) => `Column “${title}” is`,
  notUsed: 'Not used',
  untitled: (column) => `Column ${column}`,
  hiddenMark: ' (hidden)',
  moreRows: (n) => `${rows(n)} more below.`,

  unused: (titles) => `Columns that are not used: ${titles}`,
  above: (line, texts) => `The titles are in row ${line}; above them, not imported: ${texts}`,
  headsAgain: (lines) => `Titles that come again are not imported: row ${lines}`,
  leftOut: (n, lines) => `${rows(n)} hidden, not imported: row ${lines}`,
  hiddenSheets: (names) => `Hidden sheets are not read: ${names}`,
  namelessRows: (n, lines) =>
    `${people(n)} without a name, whose cards show the id only: row ${lines}${n > 10 ? ' …' : ''}`,
  idsMade: 'There is no column of ids, so they were made; the same list once more means the same people.',
  idsRunning:
    'Ids come from the numbers of the rows: every other list counts from 1, too, and would mean these people. Choose another column above, or “Not used” for this one, and ids are made.',
  idsPrivate:
    'Ids come from identity or telephone numbers: in rounds with names the ballot record is public, ids included. Choose another column above, or “Not used” for this one, and ids are made.',
  nameless: 'no name',
  noNames: 'The table has no names: cards will show ids only.',

  line: (n) => `Row ${n}`,
  quoted: (text) => ` “${text}”`,
  faults: (n) =>
    n === 1 ? '1 fault to correct; nothing was imported:' : `${n} faults to correct; nothing was imported:`,
  andMore: (n) => `and ${n} more`,
  counts: (name, added, unchanged, changed) =>
    [
      `${name}: ${added} new`,
      unchanged > 0 && `${unchanged} on the roster already, unchanged`,
      changed > 0 && `${changed} on the roster already, changing`,
    ]
      .filter((part) => part !== false)
      .join(', '),
  changed: (n) => `${people(n)} on the roster would change:`,
  changedConsequence:
    'Their codes stay: whoever holds an old card signs in under the new name. If this is another list, give it other ids.',
  change: (id, before, after) => `${id}: ${before} → ${after}`,
  andMorePeople: (n) => `and ${people(n)} more`,
  agree: (n) => (n === 1 ? 'Yes, this person is to change' : `Yes, these ${n} people are to change`),
  load: (n) => `Import ${people(n)}`,
  drop: 'Do not import',

  loading: (done, of) => `Importing: ${done} of ${of}`,
  loaded: (n) => `${people(n)} imported.`,
  stopped: (done, of, why) => `Stopped after ${done} of ${people(of)}: ${why} The codes so far are all here.`,
  goOn: 'Go on',
}

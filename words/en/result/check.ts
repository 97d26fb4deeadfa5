import type { words as zh } from '../../zh/result/check.ts'

export const words: typeof zh = {
  title: 'Check',
  about:
    'Your own browser counts every published ballot again by the same rules and compares the digests. It relies on no organiser.',
  begin: 'Check it now',
  again: 'Check again',
  working: (lines, of) => `Counting: ${lines} of ${of} ballots`,
  failed: 'What is published cannot be read at the moment. Check again later.',

  agrees: 'Everything fits',
  agreesHint: (ballots) =>
    `${ballots} ballots were counted again; every point and rank is the published one.`,
  differs: (count) => (count === 1 ? 'One difference' : `${count} differences`),
  differsHint: 'Keep a picture of this page and take it, with the book, to the scrutineers.',
  ok: 'Fits',
  wrong: 'Differs',
  unchecked: 'Not checked',

  steps: {
    rules: 'The rules of the contest are whole and valid',
    digest: 'The result fits its digest',
    book: 'The book’s length, digest and order are right, every ballot keeps the rules and nobody is in it twice',
    count: 'Counted again by the rules, every point, rank, cut and turnout is the same',
    log: 'The log is one unbroken chain; the seal and the publication are in it',
  },
  noLog:
    'The log is not public, so this was not checked. If you hold a bundle, choose its log.ndjson to check that too.',
  withLog: (events) => `${events} events`,
  addLog: 'Check with a log.ndjson',
  moreFindings: (count) => `${count} more are not listed.`,

  files: {
    'contest.json': 'Rules',
    'result.json': 'Result',
    'book.ndjson': 'Book',
    'log.ndjson': 'Log',
  },
  figures: {
    contestant: 'at this place',
    rank: 'rank',
    tied: 'tied',
    total: 'total',
    inCut: 'in the cut',
    points: 'points',
    part: 'part of the total',
    votes: 'votes',
    marks: 'marks',
  },
  line: (file, line) => `${file}, line ${line}`,
  expected: (value) => `expected ${value}`,
  found: (value) => `found ${value}`,

  receipt: 'Look up your receipt',
  receiptHint:
    'Type or paste the receipt that you got for your vote and see whether your ballot is in the book as you cast it. It is looked for on this device and sent nowhere.',
  receiptLabel: 'Receipt',
  search: 'Find it',
  searching: (lines) => `Looking through ${lines} ballots`,
  isThere: 'It is in the book and counted',
  isThereHint: 'The ballot says:',
  isMissing: 'The book has no such receipt',
  isMissingHint:
    'Is it of this round? Is it mistyped? A changed ballot keeps its receipt. If all that is right, show your receipt to the scrutineers.',
}

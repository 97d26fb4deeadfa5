import type { words as zh } from '../../zh/result/check.ts'
import { counted, plural } from '../../english.ts'

export const words: typeof zh = {
  title: 'Verification',
  about:
    'Your own browser counts every published ballot again by the same rules and compares the checksums. You need not trust the organiser.',
  begin: 'Verify now',
  again: 'Verify again',
  working: (lines, of) => `Counting: ${lines} of ${counted(of, 'ballot')}`,
  failed: 'The published files cannot be read at the moment. Try again later.',

  agrees: 'Verified',
  agreesHint: (ballots) =>
    `${counted(ballots, 'ballot')} ${plural(ballots, 'was', 'were')} counted again; every point and rank is as published.`,
  differs: (count) => counted(count, 'difference'),
  differsHint: 'Keep a picture of this page and take it, with the ballot record, to the scrutineers.',
  ok: 'Agrees',
  wrong: 'Differs',
  unchecked: 'Not checked',

  steps: {
    rules: 'The rules of the contest are whole and valid',
    digest: 'The result matches its checksum',
    book: 'The length, checksum and order of the ballot record are right, every ballot keeps the rules and nobody is in it twice',
    count: 'Counted again by the rules, every point, rank, cut and turnout is the same',
    log: 'The log is one unbroken chain; the seal and the publication are in it',
  },
  noLog:
    'The log is not public, so this was not checked. If you hold a bundle, choose its log.ndjson to check that too.',
  withLog: (events) => counted(events, 'event'),
  addLog: 'Check with a log.ndjson',
  moreFindings: (count) => `${count} more ${plural(count, 'is', 'are')} not listed.`,

  files: {
    'contest.json': 'Rules',
    'result.json': 'Result',
    'book.ndjson': 'Ballot record',
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
    'Type or paste the receipt that you got for your vote to see whether your ballot is in the ballot record as you cast it. It is looked up on this device and sent nowhere.',
  receiptLabel: 'Receipt',
  search: 'Look up',
  searching: (lines) => `Looking through ${counted(lines, 'ballot')}`,
  isThere: 'It is in the ballot record and counted',
  isThereHint: 'The ballot says:',
  isMissing: 'The ballot record has no such receipt',
  isMissingHint:
    'Is it from this round? Is it mistyped? A changed ballot keeps its receipt. If all that is right, show your receipt to the scrutineers.',
}

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
    'The log is not public that far yet, so this was not checked. If you hold a bundle, choose its log.ndjson to check that too.',
  withLog: (events) => counted(events, 'event'),
  withHeads: (heads) => `; ${counted(heads, 'checksum')} that this device saw compared`,
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
    'Type the receipt that you got for your vote, or paste the signed one, to see whether your ballot is in the ballot record as you cast it. It is looked up on this device and sent nowhere.',
  receiptLabel: 'Receipt or signed receipt',
  search: 'Look up',
  searching: (lines) => `Looking through ${counted(lines, 'ballot')}`,
  isThereHint: 'The ballot says:',
  verdicts: {
    listed: 'It is in the ballot record and counted',
    unknown: 'The ballot record has no such receipt',
    'in-book': 'The signature is valid; the ballot is in the record as you cast it, and counted',
    missing: 'The signature is valid, and the ballot record does not have this ballot',
    changed: 'The signature is valid, and the ballot in the record is another one',
    replaced: 'The signature is valid; the ballot in the record says something else',
    'not-signed': 'The signature is not of this contest',
    elsewhere: 'This is a signed receipt of another round',
    voided: 'The signature is valid; that vote was voided and counts nowhere',
    'no-key': 'The signature cannot be checked yet',
  },
  verdictHints: {
    listed: 'The published result is counted from this record.',
    unknown:
      'Is it from this round? Is it mistyped? A changed ballot keeps its receipt. If all that is right, show your signed receipt to the scrutineers.',
    'in-book': 'The published result is counted from this record.',
    missing:
      'This proves that your ballot was received and left out. Keep the signed receipt and a picture of this page, and take them to the scrutineers.',
    changed:
      'Nobody could change a ballot in this round. Keep the signed receipt and a picture of this page, and take them to the scrutineers.',
    replaced:
      'Ballots could be changed in this round: if you changed yours later, show the last signed receipt. If you did not, keep this one and a picture of this page, and take them to the scrutineers.',
    'not-signed': 'Is it a signed receipt of this contest, and all of it?',
    elsewhere: 'Open the result of that round and look it up there.',
    voided: 'When and why stands in the log.',
    'no-key': 'The log is not public that far. Try again when all results are published.',
  },
}

import type { Finding, FindingCode } from './findings.ts'

/** A fault as an English sentence: where it is, what it is, what was expected and what was found. */
export function sentenceOf({ code, file, line, path, expected, found, detail }: Finding): string {
  const place = [file, line === undefined ? '' : ` line ${line}`, path === undefined ? '' : `, ${path}`]
  const values = [
    expected === undefined ? [] : [`expected ${expected}`],
    found === undefined ? [] : [`found ${found}`],
  ].flat()
  const more = [detail === undefined ? '' : `: ${detail}`, values.length > 0 ? `: ${values.join(', ')}` : '']
  return `${place.join('')}: ${words[code]}${more.join('')}`
}

const words: Record<FindingCode, string> = {
  'missing-file': 'the file is missing',
  'unlisted-file': 'SHA256SUMS does not list the file',
  'wrong-bytes': 'the file is not the one that SHA256SUMS lists',
  'not-utf8': 'is not UTF-8 text',
  'not-json': 'is not JSON',
  'too-deep': 'is nested deeper than any document',
  'repeated-member': 'a member stands twice in one object',
  'not-a-line': 'is not a SHA-256 and a file name',
  'empty-line': 'the line is empty',
  'unended-line': 'the last line does not end, as if the file were cut',
  'wrong-shape': 'does not have the right shape',
  'document-rule': 'breaks a rule of contest documents',
  'document-not-in-log': 'is not the document that the log says was defined',
  'empty-log': 'the log holds no events',
  'event-number': 'the event has the wrong number',
  'event-prev': 'the event does not follow on the line before: prev is not its hash',
  'event-hash': 'the event was changed: its hash does not fit its content',
  'event-time': 'the event is earlier than the one before',
  'event-misfit': 'the event could not happen at this point of the log',
  'not-canonical': 'is not in canonical form (RFC 8785), or holds what does not belong there',
  'ballot-rule': 'the ballot breaks a rule of the round',
  'not-sorted': 'the line is not in the order of ids',
  'repeated-id': 'the id stands on the line before too',
  'repeated-voter': 'the voter is on an earlier line',
  'voter-missing': 'names no voter, in a round that is not secret',
  'voter-named': 'names the voter, in a secret round',
  'book-digest': 'the SHA-256 of the book is not the one in the result',
  'book-length': 'the book does not have as many lines as the result says',
  'unknown-round': 'the contest has no such round',
  'wrong-folder': 'the result is of another round than its folder',
  'wrong-figure': 'is not what the ballots and the log give',
  'result-digest': 'the digest does not fit the result',
  'more-than-eligible': 'more ballots than people who may vote',
  'sealed-too-early': 'was sealed before the round had closed',
  'not-in-log': 'the log has no seal of a result here',
  'wrong-seal': 'the seal in the log says otherwise than the result',
  superseded: 'the log says that a result here does not count any more',
  'not-published': 'the log does not say that a result here was published',
  'missing-result': 'the log has a sealed result that is not here',
  'shorter-history': 'the log has fewer events than the older one',
  'other-history': 'the event is another one than in the older log',
  'other-result': 'the result is another one than in the older bundle',
}

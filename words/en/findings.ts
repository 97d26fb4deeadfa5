import type { Phrases } from '#contract/faults.ts'
import type { Refusal } from '#contract/refusals.ts'
import type { FindingCode, Named, ValueParams } from '#core/verify/findings.ts'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What is wrong with a bundle. */
const codes: Record<FindingCode, string> = {
  'missing-file': 'the file is missing',
  'unlisted-file': 'SHA256SUMS does not list the file',
  'wrong-bytes': 'the file is not the one that SHA256SUMS lists',
  'not-utf8': 'is not UTF-8 text',
  'not-json': 'is not JSON',
  'too-deep': 'is nested deeper than any document',
  'repeated-member': 'a member stands twice in one object',
  'not-a-line': 'is not a checksum and a file name',
  'empty-line': 'the line is empty',
  'unended-line': 'the last line does not end, as if the file were cut',
  'wrong-shape': 'does not have the right shape',
  'document-rule': 'breaks a rule of contest settings',
  'document-not-in-log': 'does not hold the settings that the log says were loaded',
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
  'book-digest': 'the checksum of the ballot record is not the one in the result',
  'book-length': 'the ballot record does not have as many lines as the result says',
  'unknown-round': 'the contest has no such round',
  'wrong-folder': 'the result is of another round than its folder',
  'wrong-figure': 'is not what the ballots and the log give',
  'result-digest': 'the checksum does not fit the result',
  'more-than-eligible': 'more ballots than people who may vote',
  'sealed-too-early': 'was sealed before the round had closed',
  'not-in-log': 'the log has no seal of a result here',
  'other-exclusions': 'other ballots are left out of the count than two persons decided',
  'wrong-seal': 'the seal in the log says otherwise than the result',
  superseded: 'the log says that a result here does not count any more',
  'not-published': 'the log does not say that a result here was published',
  'missing-result': 'the log has a sealed result that is not here',
  'shorter-history': 'the log has fewer events than the older one',
  'other-history': 'the event is another one than in the older log',
  'other-result': 'the result is another one than in the older bundle',
}

/** Values that words go with. */
const values: Phrases<ValueParams> = {
  after: ({ id }) => `after ${id}`,
  'not-before': ({ at }) => `${at} or later`,
  between: ({ from, to }) => `from ${from} to ${to}`,
  'at-most': ({ count }) => `at most ${count}`,
  lines: ({ count }) => counted(count, 'line', 'lines'),
  events: ({ count }) => counted(count, 'event', 'events'),
  'at-least-events': ({ count }) => `at least ${counted(count, 'event', 'events')}`,
}

/** A round, or one of its results. */
const named = ({ round, attempt, version }: Named): string =>
  [
    `round ${round}`,
    ...(attempt === undefined ? [] : [`attempt ${attempt}`]),
    ...(version === undefined ? [] : [`version ${version}`]),
  ].join(', ')

/** Refusals as they are said of what a log tells: nobody is asked to do anything. */
const misfits: Partial<Record<Refusal, string | ((round: string) => string)>> = {
  'other-words': 'the words before the correction are not those of the document',
  'log-without-contest': 'a log begins with contestDefined',
  'document-in-use': 'settings are not replaced once a round was opened',
  'round-ended': (round) => `round ${round} was opened already`,
  'round-not-opened': (round) => `round ${round} was not opened`,
  'round-not-open': (round) => `round ${round} was not open`,
  'round-open': (round) => `round ${round} was open`,
  'round-not-closed': (round) => `round ${round} was open`,
  'end-in-past': 'an end is set ahead',
  'round-sealed': (round) => `round ${round} was sealed already`,
  'round-sealing': (round) => `round ${round} was being sealed`,
  'round-not-sealed': (round) => `round ${round} was not sealed`,
  'seal-not-requested': (round) => `nobody asked for the seal of round ${round}`,
  'unknown-version': (round) => `round ${round} has no such version`,
  'nobody-ranked': (round) => `nobody voted in round ${round}, and nobody confirmed`,
  'panel-unfilled': (round) => `a panel of round ${round} has no valid ballot, and nobody confirmed`,
  'quorum-missed': 'a quorum was missed and nobody confirmed',
  'result-discloses': 'the result of a secret round would tell how people voted, and nobody confirmed',
  'other-attempt': (round) => `another attempt of round ${round} was running`,
  'window-in-past': 'a window does not open in the past',
  'window-ends-early': 'the window closes before it opens',
  'speech-running': 'another speech was being timed then',
  'speech-not-running': 'no speech was being timed then',
  'speech-paused': 'the speech clock was paused already',
  'speech-not-paused': 'the speech clock was not paused',
  'not-on-stage': 'somebody else was on stage then',
  'needs-approval': (round) => `round ${round} was counted, and is voided without a proposal and an approval`,
  'same-person': 'who proposed it and who approved it are one person',
  'proposal-stale': (round) =>
    `round ${round} has changed since, so that the proposal does not apply any more`,
  'proposal-differs': 'there is no such proposal, or it is not as it was proposed',
  'nothing-changes': 'it was so already',
  'beyond-maximum': 'more than the contest settings allow to be added or deducted',
  'tie-undecided': 'it decides another number of seats than are left',
  'receipt-key-late': 'the key for receipts comes once, before the first round opens',
  'speech-differs': 'the time or the speaker is not what the log said before',
}

export const words = { codes, values, named, misfits }

import type { Refusal } from '#contract/refusals.ts'

/** Why a command is refused, or why an event could not happen: for the person who gave it. */
export const words: Record<Refusal, string> = {
  'round-open': 'This round is open.',
  'round-not-open': 'This round is not open.',
  'round-not-closed': 'This round has not closed yet; close it first.',
  'round-without-end': 'This round has no end set, so there is nothing to extend.',
  'round-not-opened': 'This round has not been opened.',
  'round-sealing': 'This round is being sealed; wait a moment.',
  'round-sealed': 'This round is already sealed.',
  'round-not-sealed': 'This round is not sealed yet; seal it first.',
  'round-published': 'The result of this round is already published.',
  'round-ended': 'This round has ended; void it first if it must be voted again.',
  'unknown-version': 'There is no result with this version.',
  'nobody-ranked': 'Nobody voted, so there is no ranking; publishing needs an explicit confirmation.',
  'panel-unfilled':
    'A panel has not one valid ballot, so nothing of it is in the totals; publishing needs an explicit confirmation.',
  'quorum-missed': 'The turnout is below the quorum; publishing needs an explicit confirmation.',
  'result-discloses':
    'This round is secret, but a panel has hardly any ballots or all of them are the same: the result would tell how everyone voted. Publishing needs an explicit confirmation.',
  'is-rehearsal':
    'This is a rehearsal: it is copied from a real contest, cannot be created or changed by hand, and has no rehearsal of its own.',
  'too-many-places': 'More places to reveal than there are contestants.',
  'splits-tie': 'Contestants who share a rank are revealed together.',
  'no-two-parts':
    'The totals of this round come from judges alone, or from others alone, so they cannot be revealed in two parts.',
  'too-many-for-parts': 'A reveal in two parts takes 50 contestants at most; reveal place by place instead.',
  'nothing-changes': 'It is like this already; nothing would change.',
  'too-many-corrections': 'There are too many corrections to keep.',
  'contestant-on-stage': 'The contestant is on stage; clear the stage first.',
  'contestant-in-open-round':
    'The contestant is in a round that is open or waits for its count: finish that round, or void it, first.',
  'contestant-withdrawn': 'The contestant has withdrawn and cannot be called to the stage.',
  'no-round-to-leave': 'The contestant is in no round that is still to be opened.',
  'leaves-too-few':
    'A round would be left with too few contestants: with none, or with fewer than everybody must choose.',
  'other-words': 'The words before the correction are not those of the document.',
  'other-contestants': 'The contestants are not those of the settings.',
  'marks-not-planned': 'The contest settings show no judges’ marks in this round.',
  'too-few-marks': 'Not enough judges have sent their marks for this contestant.',
  'needs-approval': 'The round is counted: to void it, one person proposes and another approves.',
  'same-person': 'Whoever proposed it does not approve it: another person has to.',
  'proposal-stale':
    'The proposal is settled already, or the round has changed since so that it does not apply any more.',
  'beyond-maximum': 'More than the contest settings allow to be added or deducted.',
  'tie-undecided': 'As many have to be named as seats are left, all of them among those who tie.',
  'document-in-use': 'Voting has begun, so the contest settings can no longer be replaced.',
  'answer-too-large':
    'This is more than the 6 MB that one answer may have. Browsers ask for it compressed by themselves; a program should send Accept-Encoding: gzip.',
  'speech-running': 'The speech clock is running; end it first.',
  'speech-not-running': 'No speech is being timed.',
  'speech-paused': 'The speech clock is paused already.',
  'speech-not-paused': 'The speech clock is not paused.',
  'not-on-stage': 'Somebody else is on stage; call this contestant first.',
  'people-would-change':
    'People on the roster would become others, whose codes are the same. Nothing was written; with replace: true they are changed.',
  'people-have-ballots':
    'Who has a ballot in a box, or may have one, stays on the roster. Nobody was removed.',
  'same-device': 'This is the device of the console: scan the code with another phone.',
  'log-without-contest': 'A log begins with the contest’s settings.',
  'roster-too-small': 'More people were removed than the roster had.',
  'seal-not-requested': 'Nobody asked for the seal of this round.',
  'other-attempt': 'Another attempt of this round was running.',
  'end-in-past': 'An end is set ahead, not in the past.',
  'window-in-past': 'A window does not open in the past.',
  'window-ends-early': 'The window closes before it opens.',
  'proposal-differs': 'The proposal is not as the log has it before.',
  'receipt-key-late': 'The key for receipts comes once, before the first round opens.',
  'speech-differs': 'The time or the speaker is not what the log said before.',
}

import type { FailureCode, ProblemCode } from '#contract/problems.ts'

/** What happened and what to do now, for every way a call can fail. */
export const words: Record<FailureCode, string> = {
  'bad-request': 'Something in the form is not right. Check it and send it again.',
  unauthorized: 'Your session has ended. Open your personal link again or ask the staff.',
  forbidden: 'You may not do this. Ask the staff if you think you should.',
  'not-found': 'It is not there. Check the link.',
  'already-voted': 'You have voted already; this round allows no changes.',
  'stale-revision': 'You changed this ballot on another device. Check it and send it again.',
  'version-conflict': 'A colleague has just done something. Look at the newest state and decide again.',
  'not-open': 'This round has not started yet. Wait for the announcement.',
  closed: 'This round is closed and takes no more ballots.',
  'not-allowed': 'This cannot be done now.',
  'too-large': 'This is too long. Shorten it and send it again.',
  'too-many': 'Too many requests. Wait a moment.',
  unavailable: 'The system is busy. The page tries again by itself.',
  offline: 'No network. The page tries again by itself.',
  fault: 'Something went wrong. The page tries again; if it goes on, ask the staff.',
}

/** What the API calls them, for programs and those who write them: in English only. */
export const titles: Record<ProblemCode, string> = {
  'bad-request': 'The request breaks a rule',
  unauthorized: 'A valid session or code is needed',
  forbidden: 'Not allowed for this person',
  'not-found': 'Not found',
  'already-voted': 'A ballot was already cast and cannot be changed',
  'stale-revision': 'The ballot was changed meanwhile',
  'version-conflict': 'The contest has moved on',
  'not-open': 'The round is not open',
  closed: 'The round has closed',
  'not-allowed': 'The contest does not allow this now',
  'too-large': 'The request is too large',
  'too-many': 'Too many requests',
  unavailable: 'Try again in a moment',
}

/** What the API adds where a code alone leaves a question. */
export const details = {
  atVersion: (version: number) => `The contest is at version ${version}`,
  needsCode: 'This electorate needs a personal code',
  codeElsewhere: 'This code is in use on another device; staff can issue a new one',
  tooManyWrong: 'This code is not valid, and too many wrong ones have come from this network',
  changedTooOften: 'This ballot was changed too often',
}

import type { words as zh } from '../../zh/console/people.ts'

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`)

export const words: typeof zh = {
  list: 'People on the roster',
  search: 'Find a name, unit or id',
  showCode: (code) => `Code ${code}`,
  showQr: 'QR code',
  nobody: 'Nobody was found.',
  page: (from, to, of) => `${from}–${to} of ${of}`,
  before: 'Previous page',
  after: 'Next page',

  remove: 'Remove',
  removeQuestion: (name) => `Remove “${name}” from the roster?`,
  removeConsequence:
    'The code ends at once, and one person fewer may vote; the id and the reason stand in the log. Nobody who has voted can be removed.',
  removeYes: 'Remove',
  removing: (done, of) => `Removing: ${done} of ${of}`,
  undoDone: (removed, restored) => `${people(removed)} removed, ${people(restored)} changed back.`,
  removed: (n) => `${people(n)} removed.`,
  stopped: (done, of, why) => `Stopped after ${done} of ${people(of)}: ${why}`,
  blocked: (who, why) => `${who}: ${why}`,
  hasBallot: (round) => `has a ballot in “${round}”`,
  mayHaveVoted: (round) =>
    `“${round}” is secret, so nobody may learn who voted in it; only when the round is void can they be removed`,

  undo: 'Undo this import',
  undoQuestion: 'Undo this import?',
  undoPeople: (n) => `This removes the ${people(n)} whom this import added.`,
  undoChanged: (n) => `${people(n)} whom this import changed will be as before:`,
  undoMore: (n) => `${people(n)} more`,
  change: (id, before, after) => `${id}: ${before} → ${after}`,
  nameless: 'no name',
  undoNobody:
    'Nobody whom this import added is on the roster any more, and those whom it changed were changed again: there is nothing to undo.',
  undoConsequence:
    'The codes of those who are removed end at once, and the number of eligible voters falls; those who are changed back keep theirs. If even one of them has voted nobody is removed or changed back, and you see who.',
  undoYes: 'Undo the import',
  undone: 'Import undone',
}

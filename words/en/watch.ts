import type { words as zh } from '../zh/watch.ts'

export const words: typeof zh = {
  page: 'Watch and vote',
  onStage: (place) => `On stage · no. ${place}`,
  onStageNow: 'On stage',
  highlights: 'Highlights',
  nobody: 'Wait for the announcement',
  stream: 'Live stream',
  broken: 'The stream is not available',
  endedHint: 'Voting is not affected.',
  noAddress: 'No picture: the address of the stream is wrong',
  wrongClock:
    "This phone's clock is wrong. The countdown follows the system's own time, so vote as usual; you can turn on automatic time in the settings.",
  waiting: 'Voting has not started',
  waitingHint: 'The ballot appears here by itself when voting is announced. No need to reload.',
  closed: 'Voting is closed',
  closedHint: 'The ballots are being counted. The result appears here once it is published.',
  sealed: 'The ballots are sealed',
  sealedHint: 'The result appears here once it is published.',
  several: (n) => `Votes open now: ${n}, each with a ballot of its own. Please cast each of them.`,
  notYours: (names) => `${names} vote in this round. You can watch here.`,
  spectator: 'Voting needs a code',
  switchVoter: 'Another voter',
  stopped: 'The stream has stopped',
  ended: 'The stream has ended',
}

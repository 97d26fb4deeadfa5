import type { words as zh } from '../zh/watch.ts'

export const words: typeof zh = {
  page: 'Watch and vote',
  onStage: (place) => `On stage · no. ${place}`,
  onStageNow: 'On stage',
  highlights: 'Highlights',
  nobody: 'Wait for the announcement',
  stream: 'Live stream',
  broken: 'The stream is not available',
  endedHint: 'Voting works all the same.',
  noAddress: 'No picture: the address of the stream is wrong',
  wrongClock:
    "This phone's clock is wrong. The countdown goes by the system's own time, so just vote; you can turn on automatic time in the settings.",
  waiting: 'Voting has not started',
  waitingHint: 'When it is announced the ballot appears here by itself. No need to reload.',
  closed: 'Voting is closed',
  closedHint: 'The ballots are being counted. The result appears here once it is published.',
  sealed: 'The ballots are sealed',
  sealedHint: 'The result appears here once it is published.',
  several: (n) => `${n} votes are open now, each with a ballot of its own. Please cast each of them.`,
  notYours: (names) => `In this round ${names} vote. You can watch here.`,
  spectator: 'Voting needs a code',
  stopped: 'The stream has stopped',
  ended: 'The stream has ended',
}

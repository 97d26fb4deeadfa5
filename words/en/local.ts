import type { words as zh } from '../zh/local.ts'

export const words: typeof zh = {
  organiser: 'Organiser',
  observer: 'Observer',
  clerk: 'Clerk',
  owner: 'System administrator',
  judges: 'Judges',
  voters: 'Voters',
  watch: 'Watch page',
  screen: 'Big screen',
  stage: 'Stage clock',
  backstage: 'Backstage',
  hall: 'On the network of the hall',
  everyLinkIn: (file) => `All links and codes are in ${file}`,
  peoplesLinksIn: (file) => `Links and codes of the staff, judges and voters are in ${file}`,
  listGone: (folder) => `The list of codes is not in ${folder} any more; the console can reissue them.`,
  holdsContest: (folder) =>
    `There is a contest in ${folder} already; for another one start with another --data FOLDER.`,
  building: 'Building the pages…',
  ready: (base) => `Leitai is ready at ${base}`,
  databaseExposed:
    'The kernel of this machine gives the database no network of its own: while Leitai runs, another account or program of this machine could reach it.',
  consoleElsewhere:
    'The console opens only on the machine that runs Leitai. To open it on the network too, the technician starts Leitai with --host-console.',
  linkOnce: 'This link is shown only here and only once; whoever has it is let in.',
}

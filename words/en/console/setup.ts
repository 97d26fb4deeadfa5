import type { words as zh } from '../../zh/console/setup.ts'
import { counted, plural } from '../../english.ts'

export const words: typeof zh = {
  page: 'Set-up',
  toRoom: 'Back to the show',
  toSetUp: 'Set-up: roster, printing, rehearsal',
  newContest: 'New contest',
  newContestHint:
    'Choose a template or fill in the form. If you have a settings file (JSON), paste or upload it under “Settings text”.',
  copyOf: (title) => `A copy of “${title}”`,
  copyHint: 'The settings are copied, the roster is not. Change the title and the id, then create it.',
  copyContest: 'Copy this contest',
  documentView: 'View the settings text',
  byForm: 'Form',
  byDocument: 'Settings text',
  create: 'Create the contest',
  cancel: 'Back',
  idTaken: 'This contest id is taken. Choose another.',
  faults: (n) => `${counted(n, 'fault')} to correct; nothing is saved yet:`,
  saved: 'Saved.',

  document: 'Contest settings',
  documentHint: 'They can be changed until the first vote is opened.',
  documentLocked: 'Voting has begun: the settings can no longer be changed. Misprints are put right below.',
  documentEdit: 'Change the settings',
  upload: 'Upload…',
  download: 'Download the settings',
  save: 'Save',
  meanwhile: 'A colleague changed it first; your changes are not saved yet:',
  saveAnyway: 'Save mine anyway',
  reload: 'Discard mine and load the newest',

  roster: 'Roster',
  rosterEmpty: 'The roster is empty: nobody can vote before it is imported.',
  rosterCount: (n) => counted(n, 'person', 'people'),
  codes: 'Codes',
  codesHint:
    'A code is shown only once and cannot be looked up later. Print or download the codes before you close this page.',
  codesUnsaved: 'not printed or downloaded yet',
  inHand: (n) =>
    `${plural(n, 'The code', 'Codes')} of ${counted(n, 'person', 'people')} can be printed from this page`,
  print: 'Print login cards',
  printSheets: 'Print judges’ sheets',
  downloadCodes: 'Download the codes',
  without: (n) =>
    `${plural(n, 'The code', 'Codes')} of ${counted(n, 'person', 'people')} can no longer be shown; reissue any that are lost`,
  reissueAll: 'Reissue all…',
  reissueQuestion: (n) =>
    `Reissue ${plural(n, 'the code', 'the codes')} of ${counted(n, 'person', 'people')}?`,
  reissueConsequence:
    'Old codes and sessions end within a second: cards handed out are void, and phones that are signed in need the new code. Ballots already cast stand.',
  reissue: 'Reissue',
  reissuing: (done, of) => `Reissuing codes: ${done} / ${of}`,
  reissueStopped: (done, of, why) =>
    `Stopped after ${done} of ${of}: ${why} All codes issued so far are still here; you can reissue the rest.`,
  newCode: 'New code',

  staff: 'Staff',
  staffHint:
    'Everybody has a code of their own, so that the log can tell who did what. Observers only look; scrutineers see all too, and approve what organisers propose; clerks only run the speech clock and write to the stage.',
  staffName: 'Name',
  addOrganiser: 'Add an organiser',
  addClerk: 'Add a clerk',
  addObserver: 'Add an observer',
  addScrutineer: 'Add a scrutineer',
  link: 'Login link',
  copy: 'Copy the link',
  onlyHere: 'Only this machine can open this link, so it has no QR code.',
  copied: 'Copied',

  rehearsal: 'Rehearsal',
  rehearsalHint:
    'A rehearsal is a separate copy with simulated voters, and with seats for judges and others who want to try it: say how many. Everything goes the usual way, but no ballot can reach the real result, and one button wipes it.',
  robotsOver: (most) => `${most} in all at most`,
  simulated: 'Simulated',
  real: 'People',
  seatsOver: (most) => `${counted(most, 'seat')} for people at most`,
  start: 'Start a rehearsal',
  join: 'Join the rehearsal',
  opened: 'The console of the rehearsal is ready:',
  openConsole: 'Open the rehearsal’s console ↗',
  running: 'A rehearsal is running',
  notRunning: 'There is no rehearsal now.',
  wipe: 'Wipe the rehearsal',
  wiping: 'Wiping…',
  wiped: (n) => `The rehearsal is wiped: ${counted(n, 'item')} deleted, nothing is left.`,
  wipeQuestion: 'Wipe this rehearsal?',
  wipeConsequence:
    'Ballots, results, simulated voters and sessions of the rehearsal are deleted for good. The real contest is not touched.',

  robotsTitle: 'Simulated voters',
  seatsTitle: 'Seats for people',
  seatsHint: 'Scan with a phone or tablet to take a seat; names are those of the real roster.',
  enlist: (robots, seats) =>
    `Add ${counted(robots, 'simulated voter')}${seats > 0 ? ` and ${counted(seats, 'seat')} for people` : ''}`,
  enlisting: (done, of) => `Simulated voters signing in: ${done} / ${of}`,
  robotsReady: (n) => counted(n, 'simulated voter'),
  robotsCast: (n) => `${counted(n, 'ballot')} in this round`,
  robotsHint:
    'Once a vote is open, the simulated voters vote by themselves at different moments. Keep this page open.',
  pause: 'Pause',
  resume: 'Resume',
  inRehearsal: 'This is a rehearsal. Wipe it on the set-up page of the real contest when you are done.',

  unreachable: (address) =>
    `Only this machine can open ${address}; a phone cannot, so nothing is printed or handed out.`,
  unreachableWays:
    'On the network of the hall: stop Leitai and start it with npm start -- --host; its address is then that of the network.\nWith a domain or a proxy: start it with npm start -- --address https://vote.example.cn.\nThen reissue the codes on the roster, and print.',
  openLinks: 'Ways in for the public',
  openLinksHint:
    'Whoever scans the code or opens the link votes without a code of their own. Print it or send it on.',
  openLink: (name) => `Where ${name} vote`,
  cardNumber: (id) => `no. ${id}`,
  cardsTitle: 'Login cards',
  sheetsTitle: 'Judges’ sheets',
  contestants: 'Contestants',
  rounds: 'Rounds',
  printNow: 'Print',
  cardHow: (page) => `Scan to sign in, or open ${page} and type the code`,
  cardSecret: 'Personal: do not share',
  sheetCode: 'Scan to sign in',
  sheetNoCode: 'Code: see the login card',
  sheetOf: (name) => `Judge: ${name}`,
  everyRound: 'All rounds',
  total: 'Total',
  fullMarks: (max) => `of ${max}`,
  place: 'Place',
  chosen: (most) => `Choose (✓, ${most} at most)`,
  comment: 'Comment',
  signature: 'Signature',
  date: 'Date',
  noJudges: 'There are no judges on the roster.',
}

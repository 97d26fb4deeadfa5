import type { words as zh } from '../../zh/console/checklist.ts'
import { counted, plural } from '../../english.ts'

export const words: typeof zh = {
  title: 'Five steps before the show',
  doneOf: (done, of) => `${done} of ${of} done`,
  steps: {
    roster: 'Roster',
    print: 'Printing',
    scan: 'Trial scan',
    rehearse: 'Rehearsal',
    show: 'The show',
  },
  states: { done: 'Done', next: 'Next', open: 'To do', blocked: 'Not possible yet' },
  acts: {
    roster: 'Import the roster',
    print: 'Print',
    reissue: 'Reissue codes',
    scan: 'Show the QR code',
    rehearse: 'Rehearse',
    show: 'Go to the show',
  },

  noRosterNeeded: 'Voting is open to the public: no roster is needed.',
  people: (n) => `${counted(n, 'person', 'people')}.`,
  electoratesEmpty: (names) => `Nobody yet: ${names}.`,
  noCardsNeeded: 'There are no login cards to print; the QR codes for the public are below.',
  rosterEmpty: 'Nobody is on the roster yet.',
  unreachable: 'Only this machine can open the present address; what to do is said below.',
  addressUnknown: 'Asking under which address phones come in.',
  printed: (n) =>
    `${plural(n, 'The code', 'The codes')} of ${counted(n, 'person', 'people')} ${plural(n, 'was', 'were')} printed or downloaded on this device.`,
  toPrint: (n) =>
    `${plural(n, 'The code', 'The codes')} of ${counted(n, 'person', 'people')} still to be printed.`,
  toReissue: (n) =>
    `Codes of ${counted(n, 'person', 'people')} were not printed on this device and can no longer be shown: reissue them if the cards are not at hand.`,
  notScanned: 'Scan it with another phone, to be sure that the address on the cards works.',
  addressChanged: (before) => `It was ${before} that was opened; the address has changed, so scan again.`,
  scanned: (time, address) => `At ${time} another device opened ${address}.`,
  notRehearsed:
    'Simulated voters go through the evening once, and judges can try scoring; no ballot reaches the real result.',
  rehearsing: 'A rehearsal is running; it is done once a round of it is sealed.',
  rehearsed: 'A rehearsal was held, with at least one round sealed.',
  ready: 'Call the first contestant and open the vote.',
  notReady: 'Nobody is on the roster, so nobody can vote.',

  scanTitle: 'QR code for the trial scan',
  scanHow: 'Scan it with another phone. Once the phone says that it gets in, this step is ticked.',
  scanEnds: (time) => `The code is good until ${time}.`,
  scanEnded: 'The code has expired.',
  scanAgain: 'New QR code',
  scanHide: 'Hide',
  scanNote:
    'The phone has to be on the network of the evening. If the page does not open: are phone and computer on the same network, and does the firewall let it through?',
}

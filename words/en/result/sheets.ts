import type { words as zh } from '../../zh/result/sheets.ts'

export const words: typeof zh = {
  ways: 'Save and print',
  csv: 'CSV',
  xlsx: 'Excel',
  failed: 'The table was not made. Try again.',
  ranking: 'Ranking',
  turnout: 'Turnout',
  about: 'About',
  signatures: 'To sign',
  unit: 'Unit',
  presenter: 'Presenter',
  note: 'Note',
  points: (panel) => `${panel}: points`,
  part: (panel) => `${panel}: counts`,
  raw: (panel) => `${panel}: before conversion`,
  convertedPart: (part, raw, points) => `${part} (${raw} converted to ${points})`,
  votes: (panel) => `${panel}: votes`,
  marks: (panel) => `${panel}: marks`,
  inPanel: (panel, what) => `${panel}: ${what}`,
  forReference: (head) => `${head} (for reference only)`,
  contest: 'Contest',
  round: 'Round',

  print: 'Print the sheet to sign',
  sheetTitle: 'Result, for signature',
  organiser: (name) => `Organiser: ${name}`,
  sealedAt: (time) => `Sealed: ${time}`,
  tookPart: (turnout) => `Took part: ${turnout}`,
  betweenElectorates: '; ',
  of: (name, cast, eligible, excused) => {
    if (eligible === null) return `${name} ${cast}`
    const away = excused === 0 ? '' : ` (${excused} more excused)`
    return `${name} ${cast} of ${eligible - excused}${away}`
  },
  checksum: 'Checksum: ',
  confirm: 'This result was counted from the ballots, one by one, and checked.',
  chiefScrutineer: 'Chief scrutineer',
  scrutineers: 'Scrutineers',
  tellers: 'Tellers',
  judges: 'Judges',
  seal: '(Seal)',
  date: 'Date:',
}

import type { words as zh } from '../../zh/console/outcome.ts'

export const words: typeof zh = {
  title: 'Outcome',
  save: 'Download everything',
  saving: 'Putting it together…',
  hint: 'One archive: of each round the tables, the sheet to sign and the picture to share; all ballots and the log, to keep and to check.',
  failed: 'The archive was not finished. Try again.',
  file: (contest) => `${contest}-outcome.zip`,
  proofFolder: 'proof',
  tableFile: (round) => `${round}-result-and-sheet-to-sign.xlsx`,
  pictureFile: (round) => `${round}-picture.png`,
  readMeFile: 'README.txt',
  readMe: (title) =>
    [
      `${title} – outcome`,
      '',
      'The tables of each round are Excel files; the sheet to sign is the last one in each. The pictures may be published as they are.',
      'The folder "proof" holds the settings, the log, and of each round the result and the ballots.',
      'Anyone can check it with Leitai: npm run -s verify -- proof',
      'or with the second, independent program: python3 examples/verify.py proof',
      '',
    ].join('\r\n'),
}

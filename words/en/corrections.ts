import type { words as zh } from '../zh/corrections.ts'

export const words: typeof zh = {
  corrected: (time, reasons) => `Corrected (${time}): ${reasons}`,
  title: (version) => `Corrected: version ${version} of the result`,
  actions: 'Adjustments and corrections',
  sealed: (time) => `Counted again from the same ballot record, sealed ${time}.`,
  nothingMoved: 'No rank and no total has changed.',
  by: (who) => `proposed and approved by ${who}`,
  byOne: (who) => `proposed and approved by one person: ${who}`,
  roles: { owner: 'system administrator', organiser: 'organiser', scrutineer: 'scrutineer' },
  older: (version) => `Read the old result (version ${version})`,
  onePerson: 'In this contest one person may propose and approve an adjustment or correction.',
}

import type { words as zh } from '../zh/amendments.ts'

export const words: typeof zh = {
  title: 'Corrections and withdrawals',
  kinds: {
    contest: 'contest',
    contestant: 'contestant',
    round: 'round',
    electorate: 'panel',
    group: 'group',
  },
  fields: {
    title: 'title',
    name: 'name',
    unit: 'unit',
    presenter: 'presenter',
    highlights: 'highlights',
    organiser: 'organiser',
  },
  change: (field, before, after) => `${field}: ${before} → ${after}`,
  nothing: '(none)',
  amended: (kind, name, changes) => `Corrected · ${kind} ${name} · ${changes}`,
  withdrawn: (name, rounds) => `Withdrawn · ${name} · ${rounds}`,
  reason: (reason) => `reason: ${reason}`,
  left: 'Withdrawn',
  hint: 'Once voting has begun, misprints in names, units, presenters and titles are put right here; rules never change. Each correction stands in the log and on the result page, with the words before it and the reason.',
  what: 'What to correct',
  choose: 'Choose…',
  amend: 'Correct (in the log)',
  withdraw: 'Withdraw from rounds not yet opened',
  withdrawHint:
    'The contestant is taken out of all rounds that are not opened, and pages say so; rounds that were voted on stay as they are. This cannot be taken back.',
  done: (what) => `In the log: ${what}`,
}

import {
  type ContestForm,
  electorateNamed,
  emptyPanel,
  emptyRound,
  entriesOf,
  type FormElectorate,
  type FormPanel,
  type FormRound,
} from './contest-form.ts'
import { readEntries } from './reading/entries.ts'
import { form as t } from './words.ts'

export type Template = { name: string; hint: string; fill: (form: ContestForm) => ContestForm }

/** Ways to begin. Each fills the form but for names, contestants and the choice that nobody makes for others: named or secret. */
export const templates = (): Template[] => [
  {
    name: t.templateReport,
    hint: t.templateReportHint,
    fill: (form) =>
      filled(form, [electorateNamed(t.judges, 'judge'), electorateNamed(t.representatives, 'voter')], {
        title: t.reportRound,
        panels: [
          emptyPanel('judge', { weight: '60', entries: list('score', t.reportCriteria) }),
          emptyPanel('voter', { weight: '40', kind: 'grade', entries: list('grade', t.fourGrades) }),
        ],
      }),
  },
  {
    name: t.templateArena,
    hint: t.templateArenaHint,
    fill: (form) =>
      filled(form, [electorateNamed(t.judges, 'judge'), electorateNamed(t.representatives, 'voter')], {
        title: t.arenaRound,
        who: 'each',
        panels: [emptyPanel('judge', { weight: '70' }), emptyPanel('voter', { weight: '30', most: '1' })],
        cut: { top: '1', ties: 'all', name: t.through },
      }),
  },
  {
    name: t.templateGrades,
    hint: t.templateGradesHint,
    fill: (form) =>
      filled(form, [electorateNamed(t.representatives, 'voter')], {
        title: t.gradesRound,
        secret: true,
        panels: [emptyPanel('voter', { weight: '100', kind: 'grade', entries: list('grade', t.fourGrades) })],
      }),
  },
  {
    name: t.templatePublic,
    hint: t.templatePublicHint,
    fill: (form) =>
      filled(form, [electorateNamed(t.public, 'voter', true)], {
        title: t.publicRound,
        secret: true,
        time: '',
        panels: [emptyPanel('voter', { weight: '100' })],
      }),
  },
]

const list = (kind: FormPanel['kind'], text: string): FormPanel['entries'] =>
  entriesOf(kind, readEntries(text).entries)

const filled = (
  form: ContestForm,
  electorates: FormElectorate[],
  round: Partial<FormRound>,
): ContestForm => ({ ...form, electorates, rounds: [{ ...emptyRound(electorates), ...round }] })

import type { ContestForm } from './form/contest-form.ts'
import { form as t } from './form/words.ts'
import { sayPath } from './fault-words.ts'

/** What of a document the form does not show, in a sentence; '' where it shows everything. */
export function sayKept(form: ContestForm): string {
  const names = keptPaths(form).map(sayPath)
  return names.length === 0 ? '' : t.kept(names.join('；'))
}

/** Values that are the rule where nothing is said need no word. */
const goesWithoutSaying = (key: string, value: unknown): boolean =>
  (key === 'admission' && value === 'code') ||
  (key === 'secret' && value === false) ||
  (key === 'revisable' && value === true) ||
  (key === 'figures' && value === 'published') ||
  (key === 'weight' && value === 100) ||
  (key === 'language' && value === 'zh-CN') ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

function keptPaths(form: ContestForm): string[] {
  const at = (path: string, kept: object, ...shown: string[]) =>
    Object.entries(kept).flatMap(([key, value]) =>
      shown.includes(key) || goesWithoutSaying(key, value) ? [] : [`${path}.${key}`],
    )
  return [
    ...at('$', form.kept),
    ...at('$.stream', form.stream.kept, 'kind', 'url'),
    ...form.electorates.flatMap(({ kept }, index) => at(`$.electorates[${index}]`, kept)),
    ...(form.origin.contestants.some(({ highlights }) => highlights) ? ['$.contestants.highlights'] : []),
    ...form.rounds.flatMap((round, index) => [
      ...at(`$.rounds[${index}]`, round.kept, 'contestants'),
      ...round.panels.flatMap(({ votes, kind, kept, entries }, place) => {
        const path = `$.rounds[${index}].panels[${place}]`
        if (!votes) return []
        const ballot = kept.ballot?.kind === kind ? kept.ballot : {}
        return [
          ...at(path, kept.panel),
          ...at(
            `${path}.ballot`,
            ballot,
            'kind',
            'min',
            'max',
            'criteria',
            'drop',
            'grades',
            'points',
            'whole',
            'notAllEqual',
            'limits',
            ...(kind === 'grade' ? ['measure'] : []),
          ),
          ...entries.flatMap((entry, number) => at(`${path}.ballot.criteria[${number}]`, entry.kept)),
        ]
      }),
    ]),
  ]
}

import type { Contest } from '#contract/contest.ts'
import type { PersonalCode } from '#contract/people.ts'
import { common } from '../../../i18n/common.ts'
import { csvOfTexts } from '../../../state/csv.ts'
import { electorateName } from '../../../state/rounds.ts'
import { roster as titles } from './roster-words.ts'
import type { Person } from './roster.svelte.ts'

/** A table to be filled in: one row for each electorate that has a roster. */
export const templateText = ({ electorates }: Contest): string =>
  csvOfTexts([
    [titles.id, titles.electorate, titles.name, titles.unit],
    ...electorates
      .filter(({ admission }) => admission !== 'open')
      .map(({ id, name }, index) => [
        `${id}-1`,
        name,
        index === 0 ? titles.somebody : titles.somebodyElse,
        '',
      ]),
  ])

/** The codes in hand as a table. */
export const codesText = (
  contest: Contest,
  people: readonly Person[],
  codes: ReadonlyMap<string, PersonalCode>,
): string =>
  csvOfTexts([
    [titles.id, titles.electorate, titles.name, titles.unit, titles.code, titles.link],
    ...people.flatMap(({ id, electorate, name = '', unit = '' }) => {
      const given = codes.get(id)
      return given === undefined
        ? []
        : [[id, electorateName(contest, electorate), name, unit, given.code, given.link]]
    }),
  ])

/** People whose id, name or unit holds what is looked for; everybody while nothing is. */
export function findPeople(people: readonly Person[], looked: string): readonly Person[] {
  const wanted = looked.trim().toLowerCase()
  if (wanted === '') return people
  return people.filter(({ id, name = '', unit = '' }) =>
    [id, name, unit].some((text) => text.toLowerCase().includes(wanted)),
  )
}

/** How many people each electorate has, in one phrase; those without anybody are left out. */
export const sayCounts = ({ electorates }: Contest, countOf: (electorate: string) => number): string =>
  electorates
    .map(({ id, name }) => ({ name, count: countOf(id) }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name} ${count}`)
    .join(common.separator)

/** Whether there are judges for whom sheets can be printed. */
export const hasJudges = ({ electorates }: Contest, people: readonly Person[]): boolean =>
  electorates.some(({ id, role }) => role === 'judge' && people.some(({ electorate }) => electorate === id))

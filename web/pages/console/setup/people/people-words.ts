import type { Contest } from '#contract/contest.ts'
import type { AnyFault } from '../../../../i18n/faults.ts'
import { sayWrong } from '../../../../i18n/faults.ts'
import { common } from '../../../../i18n/common.ts'
import { contestantOf, electorateName } from '../../../../state/rounds.ts'
import { roster as titles } from '../roster-words.ts'
import type { Person } from '../roster.svelte.ts'
import { people as t } from './words.ts'

/** Where somebody belongs: electorate, unit, and the id where the name stands apart; then what is particular about them. */
export function seatOf(contest: Contest, person: Person): string {
  const { id, electorate, name, unit, excused, recuse = [], shadow } = person
  const from = recuse.map((one) => contestantOf(contest, one)?.name ?? one).join(common.separator)
  return [
    electorateName(contest, electorate),
    unit,
    name ? id : undefined,
    shadow && titles.shadow,
    excused && titles.excused,
    from === '' ? undefined : `${titles.recuse} ${from}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

const said = ({ name, unit }: Pick<Person, 'name' | 'unit'>): string =>
  [name ?? t.nameless, unit].filter((part) => part !== undefined).join(' · ')

/** What somebody becomes again when an import is undone. */
export const sayRestored = (person: Person): string =>
  t.change(person.id, said(person), said(person.before ?? person))

/** Who cannot be removed, and why: people and rounds by their names. */
export function sayBlocked(contest: Contest, people: readonly Person[], fault: AnyFault): string {
  const { id = '', round = '' }: Record<string, string | number> = fault.params
  const why: Record<string, (round: string) => string> = {
    'has-ballot': t.hasBallot,
    'may-have-voted': t.mayHaveVoted,
  }
  const say = why[fault.code]
  if (say === undefined) return sayWrong(fault)
  const person = people.find((one) => one.id === id)
  const who = [person?.name, String(id)].filter(Boolean).join(' · ')
  return t.blocked(who, say(contest.rounds.find((one) => one.id === round)?.title ?? String(round)))
}

import type { Contest } from '#contract/contest.ts'
import type { AnyFault } from '../../../../i18n/faults.ts'
import { sayWrong } from '../../../../i18n/faults.ts'
import { electorateName } from '../../../../state/rounds.ts'
import type { Person } from '../roster.svelte.ts'
import { people as t } from './words.ts'

/** Where somebody belongs: electorate, unit, and the id where the name stands apart. */
export const seatOf = (contest: Contest, { id, electorate, name, unit }: Person): string =>
  [electorateName(contest, electorate), unit, name ? id : undefined]
    .filter((part) => part !== undefined)
    .join(' · ')

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

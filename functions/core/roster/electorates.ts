import type { Contest } from '#contract/contest.ts'
import type { Wrong } from '#contract/faults.ts'
import { wrong } from '#core/faults.ts'
import { simplified } from './simplified.ts'

type Electorate = Contest['electorates'][number]

/** Electorates whose people stand on a roster. */
export const electoratesWithRoster = ({ electorates }: Contest): Electorate[] =>
  electorates.filter(({ admission }) => admission !== 'open')

const plain = (text: string): string =>
  simplified(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\s"“”'()]/gu, '')

/** The electorate that a cell names, by its id or its name; undefined where it names none. */
export const electorateNamed = ({ electorates }: Contest, given: string): Electorate | undefined =>
  electorates.find(({ id, name }) => id === given || name === given) ??
  electorates.find(({ id, name }) => plain(id) === plain(given) || plain(name) === plain(given))

/** Why a cell names no electorate, with the one that may be meant. Of an open one it is said elsewhere that it has no roster. */
export function noSuchElectorate(contest: Contest, given: string): Wrong {
  const known = electoratesWithRoster(contest)
  const like = known.find(
    ({ id, name }) => isLike(plain(given), plain(name)) || isLike(plain(given), plain(id)),
  )
  if (like !== undefined) return wrong('electorate-like', { given, like: like.name })
  return wrong('no-such-electorate', { given, known: namesOf(known) })
}

export const namesOf = (electorates: readonly Electorate[]): string =>
  electorates.map(({ name }) => name).join(' / ')

/** One holds the other, or they differ in one letter. */
function isLike(given: string, name: string): boolean {
  if (given === '' || name === '') return false
  if (given.includes(name) || (name.includes(given) && given.length > 1)) return true
  const [one, other] = [[...given], [...name]]
  if (Math.abs(one.length - other.length) > 1 || other.length < 3) return false
  const start = one.findIndex((letter, index) => letter !== other[index])
  const rest = (letters: string[], from: number) => letters.slice(from).join('')
  if (start === -1) return true
  return (
    rest(one, start + 1) === rest(other, start + 1) ||
    rest(one, start) === rest(other, start + 1) ||
    rest(one, start + 1) === rest(other, start)
  )
}

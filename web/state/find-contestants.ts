import type { Contest, Contestant } from '#contract/contest.ts'
import type { FilledBallot } from '#core/ballot/filled.ts'
import { marksIn } from './ballots.ts'

/** The first character of each initial, as dictionaries are ordered; no syllable begins with i, u or v. */
const letters = 'abcdefghjklmnopqrstwxyz'
const firsts = [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀']
const dictionary = new Intl.Collator('zh-CN')

/** Whether this browser orders characters by their sound; without that nobody is found by initials, and everybody by name. */
const ordersBySound = firsts.every(
  (first, at) => at === 0 || dictionary.compare(firsts[at - 1] ?? '', first) < 0,
)

/** The initials of a name in pinyin, as a keyboard gives them: 里口村 is `lkc`. A character with several readings has the usual one. */
export const initialsOf = (name: string): string => [...name].map(initialOf).join('')

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return /[\p{L}\p{N}]/u.test(character) ? plain(character) : ''
  if (!ordersBySound) return ''
  const at = firsts.findIndex((first) => dictionary.compare(first, character) > 0)
  return letters[(at === -1 ? firsts.length : at) - 1] ?? ''
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** The contestants that a few typed letters mean: part of a name or unit, initials of either, or the running number. */
export function found(
  contestants: readonly Contestant[],
  numbers: ReadonlyMap<string, number>,
  typed: string,
): Contestant[] {
  const wanted = plain(typed)
  if (wanted === '') return [...contestants]
  return contestants.filter(
    ({ id, name, unit = '' }) =>
      String(numbers.get(id)) === wanted ||
      [name, unit].some((text) => plain(text).includes(wanted) || initialsOf(text).includes(wanted)),
  )
}

/** Part of a long list that folds: a group, or all of one unit. */
export type Section = { name: string; contestants: Contestant[] }

/** A long list by groups, else by units; null where neither divides it into parts that help. */
export function sectionsOf(
  contestants: readonly Contestant[],
  groups: Contest['groups'] = [],
): Section[] | null {
  const names = new Map(groups.map(({ id, name }) => [id, name]))
  const byGroup = divided(contestants, ({ group }) => (group === undefined ? undefined : names.get(group)))
  return byGroup ?? divided(contestants, ({ unit }) => unit)
}

function divided(
  contestants: readonly Contestant[],
  nameOf: (contestant: Contestant) => string | undefined,
): Section[] | null {
  const sections = new Map<string, Contestant[]>()
  for (const contestant of contestants) {
    const name = nameOf(contestant)
    if (name === undefined) return null
    sections.set(name, [...(sections.get(name) ?? []), contestant])
  }
  const isHelpful = sections.size > 1 && sections.size <= contestants.length / 2
  return isHelpful ? [...sections].map(([name, list]) => ({ name, contestants: list })) : null
}

/** Contestants about whom a ballot says something. */
export function chosenOn(ballot: FilledBallot): ReadonlySet<string> {
  if (ballot.kind === 'choose') return new Set(ballot.choices)
  if (ballot.kind === 'rank') return new Set(ballot.ranking)
  return new Set(Object.keys(marksIn(ballot) ?? {}))
}

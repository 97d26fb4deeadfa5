import type { Contestant } from '#contract/contest.ts'

/**
 * A contestant's name where it stands alone: with the unit where others have the same name, and with the running number where that does
 * not tell them apart either.
 */
export function nameAmong(contestants: readonly Contestant[], id: string): string {
  const index = contestants.findIndex((contestant) => contestant.id === id)
  const found = contestants[index]
  if (found === undefined) return id
  const alike = contestants.filter(({ name }) => name === found.name)
  if (alike.length === 1) return found.name
  const name = [found.name, found.unit].filter(Boolean).join(' · ')
  return alike.filter(({ unit }) => unit === found.unit).length === 1 ? name : `${index + 1}. ${name}`
}

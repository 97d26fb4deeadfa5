import type { Contest } from '#contract/contest.ts'
import type { Session } from '#contract/people.ts'
import { electorateName } from './rounds.ts'

/**
 * Who a session is of: a name, and what tells them from others of the name. Without a name on the roster it is their number there, and
 * where anyone may take a seat, the group.
 */
export function whoIs(
  contest: Contest,
  { name, unit, voter, electorate }: Session,
): { name: string; rest: string[] } {
  const group = contest.electorates.find(({ id }) => id === electorate)
  const groupName = electorate === undefined ? '' : electorateName(contest, electorate)
  const own = name ?? (group?.admission === 'open' ? groupName : (voter ?? ''))
  return { name: own, rest: [unit ?? '', groupName].filter((each) => each !== '' && each !== own) }
}

/** A code as it is shown to whoever stands beside its holder: enough to tell it from another, not enough to be used. */
export const masked = (code: string): string => `${code.slice(0, 4)}-••••-••${code.slice(-2)}`

import type { Amendment, Withdrawal } from '#contract/amendments.ts'
import type { Contest } from '#contract/contest.ts'
import type { words } from '#words/zh/amendments.ts'
import { contestantOf } from '../state/rounds.ts'
import { catalogue } from './catalogue.ts'
import { common } from './common.ts'

export const amendWords = catalogue(
  import.meta.glob<typeof words>('#words/*/amendments.ts', { eager: true, import: 'words' }),
)

/** A correction in one line: what, the words before and after, and why. */
export function sayAmendment(contest: Contest, amendment: Omit<Amendment, 'at'>): string {
  const t = amendWords
  const { what, id, fields, before, reason } = amendment
  const changes = Object.entries(fields).map(([field, text]) =>
    t.change(t.fields[field] ?? field, before[field] || t.nothing, text || t.nothing),
  )
  const name = what === 'contest' ? '' : nameOf(contest, what, id ?? '')
  return [t.amended(t.kinds[what], name, changes.join(common.separator)), t.reason(reason)].join(' · ')
}

/** A withdrawal in one line: who left which rounds, and why. */
export function sayWithdrawal(
  contest: Contest,
  { contestant, rounds, reason }: Omit<Withdrawal, 'at'>,
): string {
  const t = amendWords
  const name = contestantOf(contest, contestant)?.name ?? contestant
  const left = rounds.map((id) => contest.rounds.find((round) => round.id === id)?.title ?? id)
  return [t.withdrawn(name, left.join(common.separator)), t.reason(reason)].join(' · ')
}

function nameOf(contest: Contest, what: Exclude<Amendment['what'], 'contest'>, id: string): string {
  if (what === 'round') return contest.rounds.find((round) => round.id === id)?.title ?? id
  const list = {
    contestant: contest.contestants,
    electorate: contest.electorates,
    group: contest.groups ?? [],
  }
  return list[what].find((one) => one.id === id)?.name ?? id
}

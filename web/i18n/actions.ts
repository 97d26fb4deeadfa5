import type { Action } from '#contract/actions.ts'
import type { Contest } from '#contract/contest.ts'
import type { words } from '#words/zh/actions.ts'
import { contestantOf } from '../state/rounds.ts'
import { catalogue } from './catalogue.ts'
import { common } from './common.ts'

export const actionWords = catalogue(
  import.meta.glob<typeof words>('#words/*/actions.ts', { eager: true, import: 'words' }),
)

/** What an action does, without its round and its reason. */
export function sayAction(contest: Contest, action: Action): string {
  const t = actionWords
  const name = (id: string) => contestantOf(contest, id)?.name ?? id
  switch (action.kind) {
    case 'adjust':
      return t.adjust(name(action.contestant), t.whys[action.why], signed(action.points))
    case 'disqualify':
      return t.disqualify(name(action.contestant))
    case 'withdraw':
      return t.withdraw(name(action.contestant))
    case 'reinstate':
      return t.reinstate(name(action.contestant))
    case 'exclude':
      return t.exclude(action.ballot, action.why)
    case 'decideCut':
      return t.decideCut(action.contestants.map(name).join(common.separator))
    case 'void':
      return t.void
  }
}

/** With its sign, as points that are added or taken away are written. */
export const signed = (points: string): string =>
  points.startsWith('-') ? `−${points.slice(1)}` : `+${points.replace('+', '')}`

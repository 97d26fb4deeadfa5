import type { Contest, Contestant, Panel, Round } from '#contract/contest.ts'
import { contestantsOf } from './round.ts'

/** What says for whom a voter is recused. */
export type Recusable = { unit?: string | undefined; recuse?: readonly string[] | undefined }

/** Contestants of a round whom a voter of this panel gives no mark, in running order; none where the panel has no rule of recusal. */
export function recusedIn(contest: Contest, round: Round, { recuse }: Panel, voter: Recusable): string[] {
  if (recuse === undefined) return []
  const unit = plain(voter.unit)
  return contestantsOf(contest, round)
    .filter((contestant) => {
      if (voter.recuse?.includes(contestant.id)) return true
      return unit !== '' && recuse.match.some((field) => namesIn(contest, contestant, field).includes(unit))
    })
    .map(({ id }) => id)
}

type Field = NonNullable<Panel['recuse']>['match'][number]

/** What a unit is compared with; a group is known by its name and by its id. */
function namesIn({ groups = [] }: Contest, contestant: Contestant, field: Field): string[] {
  if (field !== 'group') return [plain(contestant[field])]
  const { group } = contestant
  return [plain(group), plain(groups.find(({ id }) => id === group)?.name)]
}

const plain = (text = ''): string => text.normalize('NFKC').trim()

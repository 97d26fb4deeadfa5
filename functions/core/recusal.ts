import type { Contest, Contestant, Panel } from '#contract/contest.ts'

/** What says from whom a voter is recused. */
export type Recusable = { unit?: string | undefined; recuse?: readonly string[] | undefined }

/**
 * Those of some contestants whom a voter of this panel gives no mark, in their order; none where the panel has no rule of recusal. A group is
 * known by its name and by its id.
 */
export function recusedAmong<One extends Contestant>(
  { groups }: Contest,
  contestants: readonly One[],
  { recuse }: Panel,
  { unit, recuse: named }: Recusable,
): One[] {
  if (!recuse) return []
  const own = plain(unit)
  const groupName = (id?: string) => groups?.find((group) => group.id === id)?.name
  return contestants.filter(
    (one) =>
      named?.includes(one.id) ||
      (own &&
        recuse.match.some(
          (field) => plain(one[field]) === own || (field === 'group' && plain(groupName(one.group)) === own),
        )),
  )
}

const plain = (text = ''): string => text.normalize('NFKC').trim()

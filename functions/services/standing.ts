import { contestantsOf, panelOf } from '#core/round.ts'
import { recusedAmong } from '#core/recusal.ts'
import type { Claims } from '#runtime/sessions.ts'
import { readPerson } from '#store/people.ts'
import type { Admission } from './admission.ts'

/** As whom somebody casts: whom they must leave unmarked, and whether their marks count. */
export type Standing = { recused: string[]; shadow: boolean }

/**
 * What the roster says of a voter at this moment. Most ballots need nothing of it: it is read where a panel has a rule of recusal, and of
 * judges, who may be shadows. A secret round keeps nothing that tells one ballot from another, and has neither.
 */
export async function standingOf(
  { contest, round }: Pick<Admission, 'contest' | 'round'>,
  { person: id, role, electorate = '' }: Claims,
): Promise<Standing> {
  const panel = panelOf(round, electorate)
  if (panel === undefined || round.secret || (role !== 'judge' && panel.recuse === undefined))
    return { recused: [], shadow: false }
  const person = await readPerson(contest.id, id)
  if (person === undefined) return { recused: [], shadow: false }
  return {
    recused: recusedAmong(contest, contestantsOf(contest, round), panel, person).map(({ id }) => id),
    shadow: person.shadow ?? false,
  }
}

import { randomUUID } from 'node:crypto'
import type { AddStaff, PersonalCode } from '#contract/people.ts'
import { personWrites } from '#store/people.ts'
import { changeContest } from './change-contest.ts'
import { withNewCode } from './people.ts'
import { notFound } from '#runtime/problem.ts'

/**
 * Adds somebody to the staff of a contest; its log names `actor` for it. Answers what to hand over once. Throws `not-found` where
 * there is no such contest, and what `changeContest` throws.
 */
export async function addToStaff(
  contest: string,
  { role, name }: AddStaff,
  by: { actor: string; at: string },
): Promise<PersonalCode> {
  const id = `${role}-${randomUUID().slice(0, 8)}`
  const { person, handover } = withNewCode({ contest, id, role, name, epoch: 1 })
  await changeContest(contest, by, (state) => {
    if (!state) throw notFound()
    return { events: [{ type: 'staffAdded', id, role }], together: personWrites(person) }
  })
  return handover
}

import { randomUUID } from 'node:crypto'
import { addStaff } from '#functions/routes.ts'
import { changeContest } from '#runtime/change-contest.ts'
import { http } from '#runtime/http.ts'
import { withNewCode } from '#runtime/people.ts'
import { notFound } from '#runtime/problem.ts'
import { personWrites } from '#store/people.ts'

/** POST …/staff: a further organiser or observer. */
export const handler = http(addStaff, async ({ path, body: { role, name }, session, at }) => {
  const id = `${role}-${randomUUID().slice(0, 8)}`
  const { person, handover } = withNewCode({ contest: path.contest, id, role, name, epoch: 1 })
  await changeContest(path.contest, { actor: session.person, at }, (state) => {
    if (!state) throw notFound()
    return { happenings: [{ type: 'staffAdded', id, role }], together: personWrites(person) }
  })
  return { body: handover }
})

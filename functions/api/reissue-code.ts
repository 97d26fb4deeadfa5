import { reissueCode } from '#functions/routes.ts'
import { changeContest } from '#services/change-contest.ts'
import { http } from '#runtime/http.ts'
import { withNewCode } from '#services/people.ts'
import { notFound } from '#runtime/problem.ts'
import { readPerson, reissueWrites } from '#store/people.ts'

/** POST …/voters/{voter}/code: works for voters, judges and staff of the contest. */
export const handler = http(reissueCode, async ({ path, session, at }) => {
  const { decided } = await changeContest(path.contest, { actor: session.person, at }, async (state) => {
    const person = state && (await readPerson(path.contest, path.voter))
    if (!person) throw notFound()
    const fresh = withNewCode(person)
    return {
      events: [{ type: 'codeReissued' as const, voter: person.id, epoch: person.epoch + 1 }],
      together: reissueWrites(person, fresh.person.code),
      handover: fresh.handover,
    }
  })
  return { body: decided.handover }
})

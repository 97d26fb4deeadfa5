import { randomUUID } from 'node:crypto'
import { digestOf } from '#core/canonical.ts'
import { approvalsOf } from '#core/contest/actions.ts'
import { isRehearsal, rehearsalOf } from '#core/rehearsal.ts'
import { startRehearsal } from '#functions/routes.ts'
import { changeContest } from '#services/change-contest.ts'
import { freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { withNewCode } from '#services/people.ts'
import { notFound, Problem } from '#runtime/problem.ts'
import { documentWrite } from '#store/contests.ts'
import { personWrites } from '#store/people.ts'

/**
 * POST …/rehearsal: copies the document into a contest of its own, without anybody from the roster, and lets the asker in as its
 * organiser. A rehearsal that is going on is joined, not replaced: a colleague may be in the middle of it.
 */
export const handler = http(startRehearsal, async ({ path, session, at }) => {
  if (isRehearsal(path.contest)) throw new Problem('not-allowed', { reason: 'is-rehearsal' })
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  const contest = { ...known.defined, id: rehearsalOf(path.contest) }
  const id = `organiser-${randomUUID().slice(0, 8)}`
  const { person, handover } = withNewCode({ contest: contest.id, id, role: 'organiser', epoch: 1 })

  const { decided } = await changeContest(contest.id, { actor: session.person, at }, (state) => {
    const joined = { type: 'staffAdded', id, role: 'organiser' } as const
    if (state) return { created: false, events: [joined], together: personWrites(person) }
    const defined = {
      type: 'contestDefined',
      document: digestOf(contest),
      approvals: approvalsOf(contest),
      rehearsal: randomUUID(),
    } as const
    return {
      created: true,
      events: [defined, joined],
      together: [documentWrite(contest), ...personWrites(person)],
    }
  })
  return { body: { contest: contest.id, created: decided.created, ...handover } }
})

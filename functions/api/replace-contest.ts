import type { Contest } from '#contract/contest.ts'
import { digestOf } from '#core/canonical.ts'
import type { ContestState } from '#core/contest/state.ts'
import { parseContest } from '#core/document.ts'
import { replaceContest } from '#functions/routes.ts'
import { changeContest } from '#runtime/change-contest.ts'
import { http } from '#runtime/http.ts'
import { badRequest, notFound, Problem } from '#runtime/problem.ts'
import { documentWrite } from '#store/contests.ts'

/** PUT /api/contests/{contest}: only the owner creates; nobody replaces once a window has opened. */
export const handler = http(replaceContest, async ({ path, body, session, at }) => {
  const contest = contestIn(body, path.contest)
  const result = await changeContest(contest.id, { actor: session.person, at }, (state) => {
    if (!state && session.role !== 'owner') throw notFound()
    if (state && wasOpened(state)) throw new Problem('not-allowed', { reason: 'document-in-use' })
    return {
      happenings: [{ type: 'contestDefined', document: digestOf(contest) }],
      together: [documentWrite(contest)],
    }
  })
  return { body: result }
})

function contestIn(body: unknown, id: string): Contest {
  const parsed = parseContest(body)
  if ('faults' in parsed) throw badRequest(parsed.faults)
  if (parsed.contest.id !== id)
    throw badRequest([
      { path: '$.id', message: `The document is of contest ‘${parsed.contest.id}’, the address of ‘${id}’` },
    ])
  return parsed.contest
}

const wasOpened = ({ rounds }: ContestState): boolean => Object.keys(rounds).length > 0

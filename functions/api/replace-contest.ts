import type { Contest } from '#contract/contest.ts'
import { digestOf } from '#core/canonical.ts'
import { approvalsOf } from '#core/contest/actions.ts'
import { isTooSmallWithout } from '#core/contest/in-force.ts'
import { keptChanges } from '#core/contest/kept-changes.ts'
import type { ContestState } from '#core/contest/state.ts'
import { fault } from '#core/faults.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { parseContest } from '#core/document.ts'
import { replaceContest } from '#functions/routes.ts'
import { changeContest } from '#services/change-contest.ts'
import { http } from '#runtime/http.ts'
import { badRequest, notFound, Problem } from '#runtime/problem.ts'
import { documentWrite } from '#store/contests.ts'

/** PUT /api/contests/{contest}: only the owner creates; nobody replaces once a window has opened. What was put right and who has left stays so. */
export const handler = http(replaceContest, async ({ path, body, session, at, headers }) => {
  if (isRehearsal(path.contest)) throw new Problem('not-allowed', { reason: 'is-rehearsal' })
  const contest = contestIn(body, path.contest)
  const by = { actor: session.person, at, ifVersion: versionIn(headers['if-match']) }
  const { version, events } = await changeContest(contest.id, by, (state) => {
    if (!state && session.role !== 'owner') throw notFound()
    if (state && wasOpened(state)) throw new Problem('not-allowed', { reason: 'document-in-use' })
    const kept = state ? keptChanges(contest, state) : {}
    const left = kept.withdrawals?.map(({ contestant }) => contestant) ?? []
    if (left.length > 0 && contest.rounds.some((round) => isTooSmallWithout(contest, round, left)))
      throw new Problem('not-allowed', { reason: 'leaves-too-few' })
    return {
      events: [
        { type: 'contestDefined', document: digestOf(contest), approvals: approvalsOf(contest), ...kept },
      ],
      together: [documentWrite(contest)],
    }
  })
  return { body: { version, events } }
})

function contestIn(body: unknown, id: string): Contest {
  const parsed = parseContest(body)
  if ('faults' in parsed) throw badRequest(parsed.faults)
  if (parsed.contest.id !== id)
    throw badRequest([fault('$.id', 'other-contest', { id: parsed.contest.id, address: id })])
  return parsed.contest
}

/** `If-Match: "7"`: only if the contest is still at that version, so that two who edit never overwrite each other unseen. */
function versionIn(condition: string | undefined): number | undefined {
  if (condition === undefined) return undefined
  const version = /^"(\d+)"$/.exec(condition)?.[1]
  if (version === undefined) throw badRequest([fault('If-Match', 'not-a-version')])
  return Number(version)
}

const wasOpened = ({ rounds }: ContestState): boolean => Object.keys(rounds).length > 0

import { commentsByContestant, type JudgesComments } from '#core/comments.ts'
import { contestantsOf } from '#core/round.ts'
import { readComments } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'
import { cachingFor, isStaff, shownResult } from '#services/published.ts'
import { readPieces, textOf } from '#store/archive.ts'
import { readRoster } from '#store/people.ts'
import { fromJson } from '#store/stored.ts'

/** GET …/comments: those released, without names unless the contest says so; staff see all of a sealed round, notes too. */
export const handler = http(readComments, async ({ path, session }) => {
  const staff = isStaff(session)
  const { contest, round, sealed, comments: released } = await shownResult(path, session)
  if (!staff && released.length === 0) throw notFound()
  const kept = fromJson<JudgesComments[]>(textOf(await readPieces('comments', sealed)))
  const all = staff ? kept : kept.filter(({ shadow }) => !shadow)
  const judges = staff || contest.namedComments === true
  const comments = commentsByContestant(judges ? await withNames(contest.id, all) : all, {
    contestants: staff ? contestantsOf(contest, round).map(({ id }) => id) : released,
    judges,
    notes: staff,
  })
  return { body: { contest: contest.id, round: round.id, comments }, headers: cachingFor(session) }
})

async function withNames(contest: string, all: readonly JudgesComments[]): Promise<JudgesComments[]> {
  const names = new Map((await readRoster(contest)).map(({ id, name }) => [id, name ?? id]))
  return all.map(({ judge, comments }) => ({
    ...(judge !== undefined && { judge: names.get(judge) ?? judge }),
    comments,
  }))
}

import { readResult as route } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { cachingFor, shownResult, versionIn } from '#services/published.ts'
import { readResult } from '#store/archive.ts'

/** GET …/result: the one in force, or a version that was in force before. */
export const handler = http(route, async ({ path, query, session }) => {
  const { sealed } = await shownResult(path, session, versionIn(query))
  const result = await readResult(sealed)
  if (!result) throw new Error(`result ${JSON.stringify(sealed)} is missing`)
  return { body: result, headers: cachingFor(session) }
})

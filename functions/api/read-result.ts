import { readResult as route } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { cachingFor, shownResult } from '#services/published.ts'
import { readResult } from '#store/archive.ts'

/** GET …/result */
export const handler = http(route, async ({ path, session }) => {
  const { sealed } = await shownResult(path, session)
  const result = await readResult(sealed)
  if (!result) throw new Error(`result ${JSON.stringify(sealed)} is missing`)
  return { body: result, headers: cachingFor(session) }
})

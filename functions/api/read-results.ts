import type { ListedResult } from '#contract/live.ts'
import { readResults as route } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { cachingFor, shownResult } from '#services/published.ts'
import { readResult } from '#store/archive.ts'

/** GET …/results: the versions of a round's result, oldest first; of those that are not public only the staff hear. */
export const handler = http(route, async ({ path, session }) => {
  const { sealed, versions } = await shownResult(path, session)
  const listed = versions.map(async ({ version, publishedAt }): Promise<ListedResult> => {
    const result = await readResult({ ...sealed, version })
    if (!result) throw new Error(`result ${version} of ${JSON.stringify(sealed)} is missing`)
    const { sealedAt, digest, supersedes, reasons = [] } = result
    return {
      version,
      sealedAt,
      ...(publishedAt !== undefined && { publishedAt }),
      digest,
      ...(supersedes !== undefined && { supersedes }),
      reasons,
    }
  })
  return { body: { results: await Promise.all(listed) }, headers: cachingFor(session) }
})

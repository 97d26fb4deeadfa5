import { createHash } from 'node:crypto'
import type { Live } from '#contract/live.ts'
import { env } from '#functions/env.ts'
import { readLive } from '#functions/routes.ts'
import { freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { readLiveDocument } from '#services/live.ts'
import { notFound } from '#runtime/problem.ts'

/** One machine goes by several addresses: this is the one that others reach. */
const addressHeader = (): Record<string, string> =>
  env.shownAddress === undefined ? {} : { 'leitai-address': env.shownAddress }

/** AppSync wants to be called by its other name, that of its HTTP endpoint, on the socket too. */
function pushHeaders(): Record<string, string> {
  const { pushRealtimeUrl: url, pushHttpHost: host } = env
  return { ...(url && { 'leitai-push': url }), ...(url && host && { 'leitai-push-host': host }) }
}

/** GET …/live: the public document that everybody polls; the CDN asks for it once a second at most. */
export const handler = http(readLive, async ({ path, headers }) => {
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  const live = await readLiveDocument(known, 'public')
  const etag = etagOf(live)
  const caching = { etag, 'cache-control': 'public, max-age=1', ...pushHeaders(), ...addressHeader() }
  if (isKnown(etag, headers['if-none-match'])) return { status: 304, body: undefined, headers: caching }
  return { body: live, headers: caching }
})

/** Caches on the way may ask about several tags, and mark them as weak when they compress. */
const isKnown = (etag: string, asked = ''): boolean =>
  asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)

/** The same for documents that say the same: the moment of reading does not count. */
const etagOf = ({ at: _, ...said }: Live): string =>
  `"${createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)}"`

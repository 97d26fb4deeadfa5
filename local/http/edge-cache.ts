import type { Answer } from './answer.ts'

/** Plays the CDN's part for public GETs: one URL, one origin request per lifetime, however many viewers ask. */
export type EdgeCache = {
  /** The answer for a URL, from memory while it is fresh; those who ask while it is being fetched share the one fetch. */
  get(url: string, fetchOrigin: () => Promise<Answer>): Promise<Answer>
}

type Entry = { answer: Answer; storedAt: number; freshUntil: number }

const mostEntries = 1000
const mostBytes = 32 * 1_048_576

/** @param now milliseconds; only differences count */
export const edgeCache = (now: () => number): EdgeCache => {
  const entries = new Map<string, Entry>()
  const fetching = new Map<string, Promise<Answer>>()

  const keep = (url: string, answer: Answer): void => {
    entries.delete(url)
    const seconds = publicSeconds(answer)
    if (seconds === 0) return
    entries.set(url, { answer, storedAt: now(), freshUntil: now() + seconds * 1000 })
    makeRoom(entries)
  }

  const fetchOnce = (url: string, fetchOrigin: () => Promise<Answer>): Promise<Answer> => {
    const fetch = fetchOrigin()
      .then((answer) => {
        keep(url, answer)
        return answer
      })
      .finally(() => fetching.delete(url))
    fetching.set(url, fetch)
    return fetch
  }

  return {
    get: async (url, fetchOrigin) => {
      const entry = entries.get(url)
      if (entry && entry.freshUntil > now()) return withAge(entry, now())
      const shared = fetching.get(url)
      if (!shared) return fetchOnce(url, fetchOrigin)
      const answer = await shared
      return publicSeconds(answer) > 0 ? answer : fetchOrigin()
    },
  }
}

/**
 * For how many seconds anybody may be given this answer; 0 when it is not for everybody. `Vary` on anything but the encoding,
 * which the cache does not touch, and cookies keep an answer out.
 */
const publicSeconds = ({ status, headers, cookies }: Answer): number => {
  const directives = (headers['cache-control'] ?? '').toLowerCase()
  const varies = (headers['vary'] ?? 'accept-encoding').toLowerCase() !== 'accept-encoding'
  if (
    status !== 200 ||
    cookies.length > 0 ||
    varies ||
    !/\bpublic\b/.test(directives) ||
    /no-store/.test(directives)
  )
    return 0
  return Number(/\bs-maxage=(\d+)/.exec(directives)?.[1] ?? /\bmax-age=(\d+)/.exec(directives)?.[1] ?? 0)
}

const withAge = ({ answer, storedAt }: Entry, now: number): Answer => ({
  ...answer,
  headers: { ...answer.headers, age: String(Math.floor((now - storedAt) / 1000)) },
})

const makeRoom = (entries: Map<string, Entry>): void => {
  let bytes = [...entries.values()].reduce((sum, { answer }) => sum + answer.body.length, 0)
  for (const [url, { answer }] of entries) {
    if (entries.size <= mostEntries && bytes <= mostBytes) return
    entries.delete(url)
    bytes -= answer.body.length
  }
}

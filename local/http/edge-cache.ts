import { edge, parameterInKey } from '#functions/edge.ts'
import type { Answer } from './answer.ts'

/** Plays the CDN's part for public GETs: one URL, one origin request per lifetime, however many viewers ask. */
export type EdgeCache = {
  /** The answer for a URL, from memory while it is fresh; those who ask while it is being fetched share the one fetch. */
  get(url: URL, fetchOrigin: () => Promise<Answer>): Promise<Answer>
}

export type EdgeOptions = {
  /** See `functions/edge.ts`, from which the real one is set up. */
  errorSeconds?: number
  /** How long somebody waits for the fetch of another before they ask the origin themselves. */
  patienceMs?: number
}

type Entry = { answer: Answer; storedAt: number; freshUntil: number }

const mostEntries = 1000
const mostBytes = 32 * 1_048_576

/** @param now milliseconds; only differences count */
export const edgeCache = (
  now: () => number,
  { errorSeconds, patienceMs = 2_000 }: EdgeOptions = edge,
): EdgeCache => {
  const entries = new Map<string, Entry>()
  const fetching = new Map<string, Promise<Answer>>()
  const secondsOf = (answer: Answer): number =>
    isServerError(answer) ? (errorSeconds ?? edge.errorSeconds) : publicSeconds(answer)

  const fresh = (key: string): Answer | undefined => {
    const entry = entries.get(key)
    return entry && entry.freshUntil > now() ? withAge(entry, now()) : undefined
  }

  const keep = (key: string, answer: Answer): void => {
    entries.delete(key)
    const seconds = secondsOf(answer)
    if (seconds === 0) return
    entries.set(key, { answer, storedAt: now(), freshUntil: now() + seconds * 1000 })
    makeRoom(entries)
  }

  const fetchOnce = (key: string, fetchOrigin: () => Promise<Answer>): Promise<Answer> => {
    const fetch = fetchOrigin()
      .then((answer) => {
        keep(key, answer)
        return answer
      })
      .finally(() => {
        if (fetching.get(key) === fetch) fetching.delete(key)
      })
    fetching.set(key, fetch)
    return fetch
  }

  /** A fetch that is slow or fails is the trouble of who began it: the first to lose patience begins another, for all who wait. */
  const follow = async (
    key: string,
    shared: Promise<Answer>,
    fetchOrigin: () => Promise<Answer>,
  ): Promise<Answer> => {
    const answer = await within(shared, patienceMs)
    if (answer) return secondsOf(answer) > 0 ? answer : fetchOrigin()
    const kept = fresh(key)
    if (kept) return kept
    const newer = fetching.get(key)
    const second = newer && newer !== shared ? await within(newer, patienceMs) : undefined
    return second && secondsOf(second) > 0 ? second : fetchOnce(key, fetchOrigin)
  }

  return {
    get: async (url, fetchOrigin) => {
      const { pathname, search } = asKept(url)
      const key = pathname + search
      const kept = fresh(key)
      if (kept) return kept
      const shared = fetching.get(key)
      return shared ? follow(key, shared, fetchOrigin) : fetchOnce(key, fetchOrigin)
    },
  }
}

/** An address with nothing in its query string but what names another answer. */
export function asKept(url: URL): URL {
  const kept = new URL(url.pathname, url)
  const parameter = parameterInKey(url.pathname)
  const value = parameter === undefined ? null : url.searchParams.get(parameter)
  if (parameter !== undefined && value !== null) kept.searchParams.set(parameter, value)
  return kept
}

/** What CloudFront keeps by its own setting, whatever the answer says of itself. */
const serverErrors = new Set([500, 502, 503, 504])
const isServerError = ({ status }: Answer): boolean => serverErrors.has(status)

/** What a promise gives in time; nothing when it takes longer or fails. */
const within = async (promise: Promise<Answer>, milliseconds: number): Promise<Answer | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined)
  })
  try {
    return await Promise.race([promise.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
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

import type { Address, AnswerOf, BodyOf } from '#client/types.ts'
import type { Route } from '#functions/routes.ts'
import { Problem } from './problem.ts'

type Ask = {
  method?: Route['method']
  token?: string | undefined
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
  /** The request outlives the page, so that a closed tab does not take a vote with it. */
  outlive?: boolean
  /** Milliseconds to wait for the answer; the usual ones, unless the server may take longer. */
  patience?: number
}

const usualPatience = 10_000
/** Browsers let at most 64 kB of a page outlive it; three bytes a character leave room for Chinese. */
const mostToOutlive = 20_000
/**
 * Chromium before 81 refuses `keepalive` on a request that is not a simple one, which a ballot never is. No property tells;
 * what came with 81 does.
 */
const mayOutlive = 'DisplayNames' in Intl

/** One request with an end: an answer, or a `Problem`. 304 is an answer. */
export async function send(path: string, ask: Ask = {}): Promise<Response> {
  const { method = 'GET', token, body, headers, signal, outlive = false, patience = usualPatience } = ask
  const text = body === undefined ? null : JSON.stringify(body)
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), patience)
  const stop = () => abort.abort()
  signal?.addEventListener('abort', stop)
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: text,
      keepalive: outlive && mayOutlive && text !== null && text.length < mostToOutlive,
      signal: abort.signal,
      // The live document brings its own ETag; a second cache underneath would answer for the server.
      cache: 'no-store',
    })
    if (!response.ok && response.status !== 304) throw await Problem.ofResponse(response)
    return response
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('offline', { cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/** What a route's request must carry. */
type AskOf<Defined extends Route> = Omit<Ask, 'method' | 'body' | 'token'> &
  (Defined['method'] extends 'GET' ? { method?: 'GET' } : { method: Defined['method'] }) &
  ('body' extends keyof Defined ? { body: BodyOf<Defined> } : { body?: undefined }) &
  (Defined['who'] extends 'anyone' ? { token?: string | undefined } : { token: string })

/** What is asked: a route's path filled in, and the rest of its request, which only a public reading goes without. */
type AskedOf<Defined extends Route> = [
  path: Address<Defined['path']> | `${Address<Defined['path']>}?${string}`,
  ...(Record<never, never> extends AskOf<Defined> ? [ask?: AskOf<Defined>] : [ask: AskOf<Defined>]),
]

/**
 * The JSON answer of one request. A body cut off on the way counts as no answer. The route is a type: paths, bodies and answers cannot
 * drift from the server's, and not a byte of it comes to a phone.
 */
export const request = async <Defined extends Route>(
  ...[path, ask]: AskedOf<Defined>
): Promise<AnswerOf<Defined>> => readJson<AnswerOf<Defined>>(await send(path, ask))

export async function readJson<Answer>(response: Response): Promise<Answer> {
  try {
    return parseAnswer<Answer>(await response.text())
  } catch (error) {
    throw new Problem('offline', { cause: error })
  }
}

/**
 * The one place where a page trusts a shape without looking: our own server answers by the contract from which `Answer` comes,
 * and its schemas are too heavy for a phone. Throws SyntaxError for what is not JSON.
 */
export const parseAnswer = <Answer>(text: string): Answer => JSON.parse(text) as Answer

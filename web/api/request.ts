import { Problem } from './problem.ts'

export type Ask = {
  method?: 'GET' | 'POST' | 'PUT'
  token?: string | undefined
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

const patience = 10_000

/** One request with an end: an answer, or a `Problem`. 304 is an answer. */
export const send = async (path: string, ask: Ask = {}): Promise<Response> => {
  const { method = 'GET', token, body, headers, signal } = ask
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
      body: body === undefined ? null : JSON.stringify(body),
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

/** The JSON answer of one request. A body cut off on the way counts as no answer. */
export const request = async <Answer>(path: string, ask: Ask = {}): Promise<Answer> => {
  const response = await send(path, ask)
  return readJson(response)
}

export const readJson = async <Answer>(response: Response): Promise<Answer> => {
  try {
    const answer: Answer = await response.json()
    return answer
  } catch (error) {
    throw new Problem('offline', { cause: error })
  }
}

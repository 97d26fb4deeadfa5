import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contextFor, eventFor } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'

const hashOf = (word: string) => createHash('sha256').update(word).digest('base64url')

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT')
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true')
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Leitai')
})
afterEach(() => vi.unstubAllEnvs())

/** A route that reads nothing, and what its handler makes of a request with these headers. */
const ask = async (headers: Record<string, string>): Promise<Json> => {
  const { loadHandler } = await import('#local/lambda/invoke.ts')
  const handler = await loadHandler('api', 'read-openapi')
  return handler(eventFor('read-openapi', { headers }), contextFor('read-openapi'))
}

describe('where a CDN stands before the gateway', () => {
  beforeEach(() => vi.stubEnv('ORIGIN_SECRET_SHA256', `${hashOf('now')} ${hashOf('next')}`))

  it.each(['now', 'next'])('what comes with the word “%s” is answered', async (word) => {
    expect(await ask({ 'x-leitai-origin': word })).toMatchObject({ statusCode: 200 })
  })

  it.each([
    {},
    { 'x-leitai-origin': '' },
    { 'x-leitai-origin': 'then' },
    { 'x-leitai-origin': hashOf('now') },
  ])('what comes with %j gets a bare 403, whatever else it says', async (headers: Record<string, string>) => {
    const answer = await ask({ ...headers, authorization: 'Bearer x', 'x-forwarded-for': '1.2.3.4, 5.6.7.8' })
    expect(answer).toEqual({ statusCode: 403 })
  })

  it('the word goes no further', async () => {
    const { fromEdge } = await import('#runtime/from-edge.ts')
    const event = eventFor('read-openapi', { headers: { 'x-leitai-origin': 'now', accept: '*/*' } })
    const { before } = fromEdge()
    expect(before?.({ event } as Parameters<NonNullable<typeof before>>[0])).toBeUndefined()
    expect(event.headers).toEqual({ accept: '*/*' })
  })
})

it('where none stands, on one machine, everybody is answered', async () => {
  expect(await ask({})).toMatchObject({ statusCode: 200 })
})

import { expect, it, vi } from 'vitest'
import { readOpenApi } from '#functions/routes.ts'
import { contextFor, eventFor } from '#test/support/functions.ts'

vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true')
vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Leitai')

/** Lambda would throw the answer away, and the one who asked would hear of a fault on our side. */
it.each([
  ['a text', 'x'.repeat(6 * 1_048_576)],
  // Bytes travel in base64.
  ['a file', Buffer.alloc(4.6 * 1_048_576)],
])('%s that is more than Lambda carries is refused with a sentence', async (_, body) => {
  const { http } = await import('#runtime/http.ts')
  const handler = http(readOpenApi, async () => ({ body }))
  const result = await handler(eventFor('read-openapi', { headers: { 'accept-language': 'en' } }), {
    ...contextFor('read-openapi'),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  })
  expect(result.statusCode).toBe(413)
  expect(JSON.parse(result.body ?? '')).toMatchObject({
    code: 'too-large',
    reason: 'answer-too-large',
    detail: expect.stringContaining('6 MB'),
  })
})

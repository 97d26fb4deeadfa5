import { expect, it } from 'vitest'
import { handler } from '../../functions/push/admit-viewer.ts'

const asked = async (operation: string, channel?: string | null) =>
  (await handler({ authorizationToken: 'viewer', requestContext: { operation, channel } })).isAuthorized

it('lets anybody connect and listen to the live channel of a contest', async () => {
  expect(await asked('EVENT_CONNECT', null)).toBe(true)
  expect(await asked('EVENT_SUBSCRIBE', '/live/haiyang-2022')).toBe(true)
})

it.each([
  ['EVENT_PUBLISH', '/live/haiyang-2022'],
  ['EVENT_SUBSCRIBE', '/live/*'],
  ['EVENT_SUBSCRIBE', '/live/haiyang-2022/deeper'],
  ['EVENT_SUBSCRIBE', '/other/haiyang-2022'],
  ['EVENT_SUBSCRIBE', undefined],
  ['EVENT_SUBSCRIBE', `/live/${'a'.repeat(51)}`],
  ['EVENT_SUBSCRIBE', '/live/haiyang-'],
])('refuses %s on %s', async (operation, channel) => {
  expect(await asked(operation, channel)).toBe(false)
})

it('is remembered by AppSync, so that a full hall does not wake it for each viewer', async () => {
  const answer = await handler({ requestContext: { operation: 'EVENT_CONNECT' } })
  expect(answer).toEqual({ isAuthorized: true, ttlOverride: 3600 })
})

it('is asked anew after a no: all viewers come with one token, and one who asks for too much must not lock the others out', async () => {
  for (const [operation, channel] of [
    ['EVENT_SUBSCRIBE', '/live/*'],
    ['EVENT_PUBLISH', '/live/haiyang-2022'],
  ] as const)
    expect(await handler({ requestContext: { operation, channel } })).toEqual({
      isAuthorized: false,
      ttlOverride: 0,
    })
})

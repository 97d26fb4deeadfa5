import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isLiveChannel, liveChannel } from '#core/channel.ts'
import { contestId } from '#contract/ids.ts'
import { handler as admitViewer } from '../../functions/push/admit-viewer.ts'

/** What AppSync Events says of a channel: at most five parts, each of which it describes so (API_ChannelNamespace, `name`). */
const part = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?$/

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('')
const ids = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom('-', '0', ...letters), minLength: 1, maxLength: 62 }),
  )
  .map((parts) => parts.join(''))

it('is /live/<contest> wherever AppSync takes that', () => {
  expect(liveChannel('haiyang-2022')).toBe('/live/haiyang-2022')
  expect(liveChannel('a'.repeat(50))).toBe(`/live/${'a'.repeat(50)}`)
})

it('is a name that AppSync takes for every id that a contest may have, and that viewers are admitted to', async () => {
  await fc.assert(
    fc.asyncProperty(ids, async (id) => {
      expect(contestId.safeParse(id).success).toBe(true)
      const [, ...parts] = liveChannel(id).split('/')
      expect(parts[0]).toBe('live')
      expect(parts.length).toBeLessThanOrEqual(5)
      for (const each of parts) expect(each).toMatch(part)
      const requestContext = { operation: 'EVENT_SUBSCRIBE', channel: liveChannel(id) }
      expect((await admitViewer({ requestContext })).isAuthorized).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

it('is shared by no two contests', () => {
  fc.assert(
    fc.property(ids, ids, (one, other) => {
      fc.pre(one !== other)
      expect(liveChannel(one)).not.toBe(liveChannel(other))
    }),
  )
  const alike = [
    'a',
    'a-',
    'a--',
    `${'b'.repeat(50)}`,
    `${'b'.repeat(51)}`,
    `${'b'.repeat(50)}-`,
    `${'b'.repeat(49)}-`,
  ]
  expect(new Set(alike.map(liveChannel)).size).toBe(alike.length)
})

it.each(['/live/*', '/live', '/live/', '/live/a/b', '/live/0a0/0b0', '/other/haiyang', '/live/Haiyang'])(
  'is not %s',
  (name) => {
    expect(isLiveChannel(name)).toBe(false)
  },
)

import { afterAll, beforeAll, test } from 'vitest'
import { LocalSystem } from '#test/support/local-system.ts'
import { playEveryRoute } from '#test/support/every-route.ts'
import { playWholeEvent, type Venue } from '#test/support/whole-event.ts'

let system: LocalSystem
let venue: Venue

beforeAll(async () => {
  system = await LocalSystem.start()
  venue = {
    base: system.base,
    links: await system.links(),
    crash: async () => {
      await system.kill()
      await system.start()
    },
  }
})
afterAll(() => system.stop())

test(
  'roster, sessions, ballots with repeats and second choices, a crash, close, seal, publish, recount',
  () => playWholeEvent(venue),
  120_000,
)

test(
  'what else an evening may bring: every other route, a secret round, a rehearsal',
  () => playEveryRoute(venue),
  120_000,
)

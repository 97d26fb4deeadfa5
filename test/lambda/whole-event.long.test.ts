import { afterAll, beforeAll, expect, test } from 'vitest'
import { playEveryRoute } from '#test/support/every-route.ts'
import { playWholeEvent } from '#test/support/whole-event.ts'
import { type BundledSystem, startBundledSystem } from './bundled-system.ts'

/**
 * The bundles themselves, as they are shipped: each in a process under Lambda's own runtime client, with the tables and the rights
 * that `functions/grants.ts` gives it.
 */

let system: BundledSystem

beforeAll(async () => {
  system = await startBundledSystem()
})
afterAll(() => system.stop())

test('a whole event, with all processes ended in the middle of the vote', () => playWholeEvent(system))

test('every other route, a secret round, a rehearsal', () => playEveryRoute(system))

test('no function was refused anything, and every right was used: the matrix is enough and not too much', () => {
  expect([...system.store.refused]).toEqual([])
  expect(system.store.unused()).toEqual([])
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '../../../web/api/problem.ts'
import { until } from '../../../web/state/until.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('tries again until it has succeeded, and no more after that', async () => {
  const told: (string | undefined)[] = []
  let tries = 0
  until(
    async () => {
      tries += 1
      if (tries < 3) throw new Problem('offline')
    },
    (problem) => told.push(problem?.code),
  )
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toEqual(['offline', 'offline', undefined])
  expect(tries).toBe(3)
})

it('gives up when it is told that there is no hope', async () => {
  let tries = 0
  until(
    () => Promise.reject(new Problem((tries++, 'not-found'))),
    (problem, giveUp) => problem?.passing === false && giveUp(),
  )
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toBe(1)
})

it('is stopped from outside, and whoever works is told', async () => {
  const signals: AbortSignal[] = []
  const stop = until((signal) => {
    signals.push(signal)
    return Promise.reject(new Problem('offline'))
  })
  await vi.advanceTimersByTimeAsync(1)
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

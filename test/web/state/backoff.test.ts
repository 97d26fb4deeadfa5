import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoff, jitter } from '../../../web/state/backoff.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('backing off', () => {
  it('never waits less than half the least, nor more than the most', () => {
    fc.assert(
      fc.property(fc.nat(10_000), random, (failures, chance) => {
        const pause = backoff(failures, { least: 1_000, most: 15_000, random: () => chance })
        expect(pause).toBeGreaterThanOrEqual(500)
        expect(pause).toBeLessThanOrEqual(15_000)
      }),
    )
  })

  it('waits longer after each failure until the most is reached', () => {
    const pauses = [0, 1, 2, 3, 4, 5].map((failures) => backoff(failures, { random: () => 0.999_999 }))
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
  })

  it('spreads a usual pause by a fifth', () => {
    fc.assert(
      fc.property(random, (chance) => {
        const pause = jitter(2_000, () => chance)
        expect(pause).toBeGreaterThanOrEqual(1_600)
        expect(pause).toBeLessThanOrEqual(2_400)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClockEstimate } from '../../../web/state/clock-estimate.ts'

const day = 86_400_000
/** What a device hears that is `behind` milliseconds behind the server, after `way` milliseconds, from a cache `age` old. */
const heard = (behind: number, { sent, way, age = 0 }: { sent: number; way: number; age?: number }) => ({
  server: sent - age,
  arrived: sent + way - behind,
  monotonic: sent + way,
  roundTrip: way * 2,
})

describe("the server's clock", () => {
  it('is taken for right before anything was heard', () => expect(new ClockEstimate().offset).toBe(0))

  it('is known on a phone that is a day behind, within half a round trip', () => {
    const clock = new ClockEstimate()
    clock.observe(heard(day, { sent: 5_000, way: 200 }))
    expect(clock.offset).toBe(day)
  })

  it('is never off by more than the best answer was, however old the caches were', () => {
    const answers = fc.array(
      fc.record({ way: fc.integer({ min: 5, max: 3_000 }), age: fc.integer({ min: 0, max: 2_000 }) }),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(answers, fc.integer({ min: -day, max: day }), (all, behind) => {
        const clock = new ClockEstimate()
        all.forEach(({ way, age }, n) => clock.observe(heard(behind, { sent: n * 10_000, way, age })))
        const error = clock.offset - behind
        const best = Math.min(...all.map(({ way, age }) => way + age))
        const shortest = Math.min(...all.map(({ way }) => way))
        expect(error).toBeCloseTo(shortest - best)
      }),
    )
  })

  it('is learnt anew when somebody sets the phone', () => {
    const clock = new ClockEstimate()
    clock.observe(heard(0, { sent: 1_000, way: 10 }))
    clock.observe(heard(day, { sent: 9_000, way: 10 }))
    expect(clock.offset).toBe(day)
    clock.observe(heard(0, { sent: 17_000, way: 10 }))
    expect(clock.offset).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { delayWithin, percentWhoSaw } from '../../../../web/pages/console/room/delays.ts'

describe('the delay of an audience', () => {
  const delays = { 20: 1, 4: 50, 10: 49 }

  it('is given by share of viewers, nearest first', () => {
    expect(delayWithin(delays, 0.5)).toBe(4)
    expect(delayWithin(delays, 0.95)).toBe(10)
    expect(delayWithin(delays, 1)).toBe(20)
  })

  it('tells who has seen a moment by now', () => {
    expect(percentWhoSaw(delays, 3)).toBe(0)
    expect(percentWhoSaw(delays, 10)).toBe(99)
    expect(percentWhoSaw(delays, 20)).toBe(100)
  })

  it('is unknown while nobody told', () => {
    expect(delayWithin({}, 0.5)).toBeNull()
    expect(percentWhoSaw({}, 60)).toBeNull()
  })
})

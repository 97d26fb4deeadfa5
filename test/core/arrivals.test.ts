import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Arrivals } from '#core/arrivals.ts'

const start = Date.parse('2026-11-24T11:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString()
const window = (from: number, to: number | null) => ({
  opensAt: at(from),
  closesAt: to === null ? null : at(to),
})

describe('the arrivals of a round', () => {
  it('are counted per electorate in steps that read well', () => {
    const arrivals = new Arrivals(['village', 'judges'], [window(0, 180)], at(500))
    for (const seconds of [0, 4.999, 5, 179.999]) arrivals.add('village', at(seconds))
    arrivals.add('judges', at(90))
    const { from, seconds, counts } = arrivals.counted()
    expect({ from, seconds }).toEqual({ from: at(0), seconds: 5 })
    expect(counts['village']).toEqual([2, 1, ...Array<number>(33).fill(0), 1])
    expect(counts['judges']).toEqual([...Array<number>(18).fill(0), 1, ...Array<number>(17).fill(0)])
  })

  it('go on through a pause, when the round was opened again', () => {
    const arrivals = new Arrivals(['village'], [window(0, 10), window(20, 30)], at(99))
    for (const seconds of [9, 20, 29]) arrivals.add('village', at(seconds))
    const { seconds, counts } = arrivals.counted()
    expect([seconds, counts['village']?.length]).toEqual([1, 30])
    expect(counts['village']?.flatMap((count, step) => (count > 0 ? [step] : []))).toEqual([9, 20, 29])
  })

  it('lose nothing and stay short, however long the window and whenever the ballots came', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 100 * 86_400, noNaN: true }),
        fc.array(fc.double({ min: -10, max: 101 * 86_400, noNaN: true }), { maxLength: 50 }),
        fc.boolean(),
        (span, times, isOpenEnded) => {
          const windows = [window(0, isOpenEnded ? null : span)]
          const arrivals = new Arrivals(['village'], windows, at(span))
          for (const time of times) arrivals.add('village', at(time))
          const { counts, seconds } = arrivals.counted()
          const steps = counts['village'] ?? []
          expect(steps.length).toBeGreaterThan(0)
          expect(steps.length).toBeLessThanOrEqual(60)
          expect(steps.length * seconds).toBeGreaterThanOrEqual(Math.floor(span))
          expect(steps.reduce((sum, count) => sum + count, 0)).toBe(times.length)
        },
      ),
    )
  })
})

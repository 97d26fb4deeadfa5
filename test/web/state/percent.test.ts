import { describe, expect, test } from 'vitest'
import { percentOf } from '../../../web/state/percent.ts'

describe('a turnout in percent', () => {
  test.each([
    [6, 7, 86],
    [1, 8, 13],
    [1, 3, 33],
    [0, 7, 0],
    [7, 7, 100],
  ])('%i of %i is %i %%', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent)
  })

  test('is 100 % only where all voted, and 0 % only where nobody did', () => {
    expect(percentOf(999, 1_000)).toBe(99)
    expect(percentOf(1, 1_000)).toBe(1)
  })
})

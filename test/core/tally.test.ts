import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addTallies, castIn, tallyOf } from '#core/tally.ts'

const marks = fc.array(fc.constantFrom('p|||cast', 'p|a||1', 'p|b||1', 'p|a|idea|9.5', '|||delay|7'))
const sorted = (tally: ReadonlyMap<string, number>) => [...tally].sort()

test('a tally counts equal marks', () => {
  const tally = tallyOf(['p|||cast', 'p|a||1', 'p|||cast', 'p|a||1', 'p|b||1'])
  expect(sorted(tally)).toEqual(
    [
      ['p|a||1', 2],
      ['p|b||1', 1],
      ['p|||cast', 2],
    ].sort(),
  )
  expect(castIn(tally, 'p')).toBe(2)
  expect(castIn(tally, 'constructor')).toBe(0)
})

describe('tallies', () => {
  test('add up in any order and from any split', () => {
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 6 }), fc.func(fc.integer()), (parts, keyOf) => {
        const shuffled = parts.toSorted((a, b) => keyOf(a) - keyOf(b))
        const whole = sorted(tallyOf(parts.flat()))
        expect(sorted(addTallies(...shuffled.map(tallyOf)))).toEqual(whole)
        const [first = tallyOf([]), ...rest] = parts.map(tallyOf)
        expect(sorted(addTallies(first, addTallies(...rest)))).toEqual(whole)
      }),
    )
  })

  test('forget what cancels out', () => {
    const withdrawn = new Map([['p|a||1', -1]])
    expect(sorted(addTallies(tallyOf(['p|a||1', 'p|b||1']), withdrawn))).toEqual([['p|b||1', 1]])
  })

  test('are not changed by adding', () => {
    const tally = tallyOf(['p|a||1'])
    addTallies(tally, tally)
    expect(sorted(tally)).toEqual([['p|a||1', 1]])
  })
})

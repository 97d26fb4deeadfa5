import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  divide,
  exact,
  figure,
  isMultiple,
  multiply,
  shortest,
  subtract,
} from '#core/decimal.ts'

describe('a number is the decimal it is written as', () => {
  test.each([
    [0.1, '0.1'],
    [9.5, '9.5'],
    [100, '100'],
    [-0, '0'],
    [-2.5, '-2.5'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
  ])('%d is %s', (number, text) => {
    expect(shortest(exact(number))).toBe(text)
  })

  test('every finite number survives its text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Number(shortest(exact(number)))).toBe(number === 0 ? 0 : number)
      }),
    )
  })

  test.each([NaN, Infinity, -Infinity, 'ten', '', '0x10'])('%s is none', (value) => {
    expect(() => exact(value)).toThrow(RangeError)
  })
})

describe('arithmetic', () => {
  test('has no binary remainders', () => {
    expect(shortest(add(exact(0.1), exact(0.2)))).toBe('0.3')
    expect(shortest(subtract(exact(0.3), exact(0.1)))).toBe('0.2')
    expect(shortest(multiply(exact(1.1), exact(1.1)))).toBe('1.21')
    expect(isMultiple(exact(0.7), exact(0.1))).toBe(true)
    expect(isMultiple(exact(0.75), exact(0.1))).toBe(false)
  })

  test('keeps thirds', () => {
    const third = divide(exact(1), exact(3))
    expect(compare(add(add(third, third), third), exact(1))).toBe(0)
    expect(compare(third, exact(0.333333333333))).toBeGreaterThan(0)
    expect(compare(divide(exact(1), exact(-3)), exact(0))).toBeLessThan(0)
  })

  test('refuses to divide by zero', () => {
    expect(() => divide(exact(1), exact(0))).toThrow(RangeError)
  })
})

describe('rounding is half away from zero', () => {
  test.each([
    [1.005, 2, '1.01'],
    [-1.005, 2, '-1.01'],
    [1.0049999, 2, '1.00'],
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [0.4, 0, '0'],
    [-0.004, 2, '0.00'],
    [64.981, 2, '64.98'],
    [7, 4, '7.0000'],
  ])('%d to %d places is %s', (number, places, text) => {
    expect(figure(exact(number), places)).toBe(text)
  })
})

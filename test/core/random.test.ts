import { describe, expect, it } from 'vitest'
import { randomFrom, randomNamed } from '#core/random.ts'

const draws = (random = randomFrom(1)) => Array.from({ length: 1_000 }, () => random.within(1, 6))

describe('chance from a seed', () => {
  it('is the same again, and another from another seed or name', () => {
    expect(draws(randomFrom(7))).toEqual(draws(randomFrom(7)))
    expect(draws(randomFrom(7))).not.toEqual(draws(randomFrom(8)))
    expect(draws(randomNamed(7, 'voter', 1))).toEqual(draws(randomNamed(7, 'voter', 1)))
    expect(draws(randomNamed(7, 'voter', 1))).not.toEqual(draws(randomNamed(7, 'voter', 2)))
  })

  it('takes every number from the least to the most about equally often', () => {
    const times = draws().reduce(
      (count, face) => count.set(face, (count.get(face) ?? 0) + 1),
      new Map<number, number>(),
    )
    expect([...times.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect(Math.min(...times.values())).toBeGreaterThan(120)
  })

  it('puts the same items in another order, and each of them in each place', () => {
    const orders = Array.from({ length: 200 }, (_, seed) =>
      randomNamed(seed).shuffled(['a', 'b', 'c']).join(''),
    )
    expect([...new Set(orders)].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  })

  it('has nothing to choose from nothing', () => {
    expect(() => randomFrom(1).of([])).toThrow('nothing to choose from')
    expect(randomFrom(1).shuffled([])).toEqual([])
  })
})

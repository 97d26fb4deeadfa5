import { describe, expect, it } from 'vitest'
import { Guesses } from '#runtime/guesses.ts'

const start = Date.parse('2022-06-10T09:00:00Z')
const limits = { windowMs: 60_000, perAddress: 5, inTotal: 12, whenSpent: 2 }
const guessed = (counts: Record<string, number>): Guesses => {
  const guesses = new Guesses(limits)
  for (const [address, count] of Object.entries(counts))
    for (let n = 0; n < count; n++) guesses.countFailure(address, start + n)
  return guesses
}

describe('an address', () => {
  it('may fail as often as a hall mistypes', () => {
    expect(guessed({ hall: 4 }).waitFor('hall', start + 1_000)).toBe(0)
  })

  it('waits for the end of the window once it has failed too often, and others do not', () => {
    const guesses = guessed({ guesser: 5 })
    expect(guesses.waitFor('guesser', start + 1_000)).toBe(59)
    expect(guesses.waitFor('hall', start + 1_000)).toBe(0)
    expect(guesses.waitFor('guesser', start + 60_000)).toBe(0)
  })

  it('may go on after the window as if nothing had been', () => {
    const guesses = guessed({ guesser: 5 })
    guesses.countFailure('guesser', start + 60_000)
    expect(guesses.waitFor('guesser', start + 60_001)).toBe(0)
  })
})

describe('many addresses together', () => {
  const many = guessed({ a: 4, b: 4, c: 4 })

  it('wait once all of them have failed too often', () => {
    expect(many.waitFor('a', start + 1_000)).toBe(59)
  })

  it('leave room for an address that has hardly failed', () => {
    many.countFailure('hall', start + 1_000)
    expect(many.waitFor('hall', start + 1_000)).toBe(0)
    expect(many.waitFor('new', start + 1_000)).toBe(0)
  })
})

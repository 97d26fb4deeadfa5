import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Standing } from '#contract/live.ts'
import { carriedRows, revealSteps, splitsTie, tiesIn } from '#core/contest/reveal.ts'
import type { CountedRound } from '#core/contest/state.ts'

const standings = (ranks: readonly number[]): Standing[] =>
  ranks.map((rank, index) => ({ contestant: `c${index}`, rank, tied: false, total: '0', panels: {} }))

const roundWith = (ranks: readonly number[], revealed?: number): CountedRound => ({
  phase: 'published',
  attempt: 1,
  contestants: ranks.map((_, index) => `c${index}`),
  buckets: 1,
  windows: [],
  versions: [{ version: 1, ballots: {}, quorumMissed: [], ties: tiesIn(standings(ranks)) }],
  published: { version: 1, in: 9 },
  ...(revealed !== undefined && { revealed }),
})

/** Every number of places at which a reveal stands still, from the first step to the last. */
function stepsThrough(ranks: readonly number[]): number[] {
  const steps: number[] = []
  for (let shown = 0; ;) {
    const { next } = revealSteps(roundWith(ranks, shown))
    if (next === null) return steps
    steps.push(next)
    shown = next
  }
}

describe('a ranking without ties', () => {
  it('is revealed place by place from the last up', () => {
    expect(stepsThrough([1, 2, 3])).toEqual([1, 2, 3])
  })

  it('is taken back step by step, down to nothing', () => {
    const previous = (shown: number) => revealSteps(roundWith([1, 2, 3], shown)).previous
    expect([3, 2, 1, 0].map(previous)).toEqual([2, 1, 0, null])
  })
})

describe('a ranking with shared ranks', () => {
  it('shows those who share a rank together', () => {
    expect(stepsThrough([1, 1, 3, 4, 4, 4])).toEqual([3, 4, 6])
  })

  it('is one step where all are equal', () => {
    expect(stepsThrough([1, 1, 1])).toEqual([3])
  })
})

describe('a ranking longer than the live document', () => {
  const ranks = (ties: number[]): number[] => {
    const all = Array.from({ length: 70 }, (_, index) => index + 1)
    for (const place of ties) all[place] = all[place - 1] ?? 1
    return all
  }

  it('shows in its first step what nobody is sent', () => {
    expect(stepsThrough(ranks([])).slice(0, 3)).toEqual([
      70 - carriedRows,
      71 - carriedRows,
      72 - carriedRows,
    ])
  })

  it('and whoever shares a rank with the last of them', () => {
    expect(stepsThrough(ranks([carriedRows]))[0]).toBe(71 - carriedRows)
  })
})

describe('a ranking that not everybody is in', () => {
  const withUnranked = (ranks: readonly number[], unranked: number, revealed = 0): CountedRound => ({
    ...roundWith([...ranks, ...Array<number>(unranked).fill(99)], revealed),
    versions: [{ version: 1, ballots: {}, quorumMissed: [], ties: tiesIn(standings(ranks)), unranked }],
  })

  it('has places for those who are ranked only', () => {
    expect(revealSteps(withUnranked([1, 2, 2], 4))).toEqual({ next: 2, previous: null })
    expect(revealSteps(withUnranked([1, 2, 2], 4, 3))).toEqual({ next: null, previous: 2 })
    expect(splitsTie(withUnranked([1, 2, 2], 4), 1)).toBe(true)
  })

  it('has nothing to reveal where nobody is', () => {
    expect(revealSteps(withUnranked([], 3))).toEqual({ next: null, previous: null })
  })
})

describe('any ranking', () => {
  const ranking = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }).map((shares) => {
    const ranks: number[] = []
    for (const [index, isShared] of shares.entries())
      ranks.push(isShared && index > 0 ? (ranks[index - 1] ?? 1) : index + 1)
    return ranks
  })

  it('is split exactly where a shown row has the rank of one that is not', () => {
    fc.assert(
      fc.property(ranking, fc.nat(60), (ranks, asked) => {
        const places = Math.min(asked, ranks.length)
        const ahead = ranks.length - places
        const isSplit = places > 0 && ahead > 0 && ranks[ahead - 1] === ranks[ahead]
        expect(splitsTie(roundWith(ranks), places)).toBe(isSplit)
      }),
    )
  })

  it('is revealed whole, and back to nothing', () => {
    fc.assert(
      fc.property(ranking, (ranks) => {
        const steps = stepsThrough(ranks)
        expect(steps.at(-1)).toBe(ranks.length)
        for (const [index, shown] of steps.entries())
          expect(revealSteps(roundWith(ranks, shown)).previous).toBe(steps[index - 1] ?? 0)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { coldTable, defaultQuotas, quotasOf, sizeFor } from '#capacity/sizing.ts'
import { routes } from '#functions/routes.ts'

const sizes = [1, 300, 10_000, 100_000, 1_000_000]

describe('for a hall of 300', () => {
  const { warmThroughput, throttles, perAddress } = sizeFor(300)

  it('tables start as every table does', () => {
    expect(warmThroughput).toEqual({})
  })

  it('everybody may vote at the same instant, and a laptop that tries to vote all the time closes nothing', () => {
    expect(throttles['cast-ballot']).toEqual({ rate: 1_000, burst: 500 })
  })

  it('all of them may poll once a second and sign in twice behind one address', () => {
    expect(perAddress.all).toBeGreaterThan(300 * 300)
    expect(perAddress.signIn).toBeGreaterThan(300 * 2)
  })
})

describe('for 100,000 voters', () => {
  it('the box of ballots is warmed, and only upwards', () => {
    expect(sizeFor(100_000).warmThroughput).toEqual({ Ballots: { reads: 12_000, writes: 10_000 } })
  })
})

describe('for a million voters', () => {
  const { warmThroughput, throttles } = sizeFor(1_000_000)

  it('no table is asked for more than its quota', () => {
    expect(warmThroughput).toEqual({
      Ballots: { reads: 40_000, writes: 40_000 },
      Voters: { reads: 33_334, writes: 16_667 },
    })
  })

  it('a quota that AWS has raised is used', () => {
    const raised = { ...defaultQuotas, apiRate: 100_000, apiBurst: 50_000, tableWrites: 100_000 }
    expect(sizeFor(1_000_000, raised)).toMatchObject({
      warmThroughput: { Ballots: { writes: 100_000 } },
      throttles: { 'cast-ballot': { rate: 55_000, burst: 27_500 } },
    })
    expect(throttles['cast-ballot']).toEqual({ rate: 5_500, burst: 2_750 })
  })
})

describe.each(sizes)('for %i voters', (voters) => {
  const { warmThroughput, throttles, perAddress } = sizeFor(voters)

  it('every route has its throttle, and all together leave the account room', () => {
    expect(Object.keys(throttles).sort()).toEqual(routes.map((route) => route.function).sort())
    const sum = (of: 'rate' | 'burst') => Object.values(throttles).reduce((all, each) => all + each[of], 0)
    expect(sum('rate')).toBeLessThanOrEqual(defaultQuotas.apiRate)
    expect(sum('burst')).toBeLessThanOrEqual(defaultQuotas.apiBurst)
  })

  it('no figure is below what a table has anyway, and all are whole', () => {
    for (const { reads, writes } of Object.values(warmThroughput)) {
      expect(reads).toBeGreaterThanOrEqual(coldTable.reads)
      expect(writes).toBeGreaterThanOrEqual(coldTable.writes)
    }
    const figures = [
      ...Object.values(throttles).flatMap(({ rate, burst }) => [rate, burst]),
      ...Object.values(perAddress),
    ]
    expect(figures.filter((figure) => !Number.isInteger(figure) || figure < 1)).toEqual([])
  })

  it('the edge never blocks an address that the smaller limit lets through', () => {
    expect(perAddress.signIn).toBeGreaterThanOrEqual(100)
    expect(perAddress.signIn).toBeLessThan(perAddress.all)
  })

  it.each(['af-south-1', 'eu-south-1'])(
    'in %s, where the gateway begins with a quarter, there is room too',
    (region) => {
      const sum = (of: 'rate' | 'burst') =>
        Object.values(sizeFor(voters, quotasOf(region)).throttles).reduce((all, each) => all + each[of], 0)
      expect(sum('rate')).toBeLessThanOrEqual(2_500)
      expect(sum('burst')).toBeLessThanOrEqual(1_250)
    },
  )
})

describe('outside of 1 to 1,000,000', () => {
  it.each([0, -1, 1.5, 1_000_001, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d is refused with a sentence',
    (voters) => {
      expect(() => sizeFor(voters)).toThrow(
        new RangeError(`expectedVoters must be a whole number from 1 to 1000000, not ${voters}.`),
      )
    },
  )
})

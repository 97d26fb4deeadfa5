import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { steppedUnitTurnout, unitTurnout, type Seat } from '#core/unit-turnout.ts'

/** `cast` of `eligible` seats in a unit. */
const seats = (unit: string | undefined, cast: number, eligible: number, electorate = 'village'): Seat[] =>
  Array.from({ length: eligible }, (_, index) => ({ electorate, unit, hasCast: index < cast }))
const row = (unit: string, cast: number, eligible: number) => ({
  electorate: 'village',
  unit,
  cast,
  eligible,
})
const others = (cast: number, eligible: number) => ({ ...row('', cast, eligible), others: true })

describe('in a named round', () => {
  it('is told exactly, by electorate and unit', () => {
    const all = [...seats('东', 1, 2), ...seats(undefined, 1, 1), ...seats('东', 0, 1, 'jury')]
    expect(unitTurnout(all)).toEqual([
      row('东', 1, 2),
      { electorate: 'jury', unit: '东', cast: 0, eligible: 1 },
    ])
  })
})

describe('in a secret round', () => {
  it('moves by five', () => {
    const shown = [0, 4, 5, 9, 10, 11].map(
      (cast) => steppedUnitTurnout([...seats('东', cast, 12), ...seats('西', 0, 8)])[0]?.cast,
    )
    expect(shown).toEqual([0, 0, 5, 5, 10, 10])
  })

  it('tells units of fewer than five together, with those who have no unit', () => {
    const all = [...seats('东', 7, 9), ...seats('西', 2, 4), ...seats('南', 3, 3), ...seats(undefined, 1, 1)]
    expect(steppedUnitTurnout(all)).toEqual([row('东', 5, 9), others(5, 8)])
  })

  it('leaves nobody to be found by subtraction: a rest of fewer than five takes the smallest unit in', () => {
    const all = [...seats('东', 8, 9), ...seats('西', 5, 6), ...seats('南', 1, 1)]
    expect(steppedUnitTurnout(all)).toEqual([row('东', 5, 9), others(5, 7)])
    expect(steppedUnitTurnout([...seats('东', 5, 6), ...seats('西', 1, 1)])).toEqual([])
  })

  it('says that a unit is complete only when everybody is', () => {
    expect(steppedUnitTurnout([...seats('东', 5, 5), ...seats('西', 1, 5)])).toEqual([
      row('东', 0, 5),
      row('西', 0, 5),
    ])
    expect(steppedUnitTurnout([...seats('东', 7, 7), ...seats('西', 5, 5)])).toEqual([
      row('东', 7, 7),
      row('西', 5, 5),
    ])
  })

  it('is never more than was cast, never the whole of a row, and has no row of fewer than five', () => {
    const unit = fc.tuple(fc.constantFrom('东', '西', '南', '北', undefined), fc.boolean())
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (drawn) => {
        const all = drawn.map(([name, hasCast]) => ({ electorate: 'village', unit: name, hasCast }))
        const rows = steppedUnitTurnout(all)
        const total = all.filter(({ hasCast }) => hasCast).length
        const exact = unitTurnout(all)
        for (const { unit: name, cast, eligible, ...rest } of rows) {
          expect(eligible).toBeGreaterThanOrEqual(5)
          if (!('others' in rest))
            expect(cast).toBeLessThanOrEqual(exact.find((one) => one.unit === name)?.cast ?? -1)
          if (total === all.length) expect(cast).toBe(eligible)
          else {
            expect(cast % 5).toBe(0)
            expect(cast).toBeLessThan(eligible)
          }
        }
        if (rows.length > 0) expect(rows.reduce((sum, { eligible }) => sum + eligible, 0)).toBe(all.length)
      }),
    )
  })
})

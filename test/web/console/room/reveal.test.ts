import { describe, expect, it } from 'vitest'
import { isRevealing, rowsBetween } from '../../../../web/pages/console/room/reveal.ts'
import { ranked } from '../documents.ts'

const names = (rows: { contestant: string }[]) => rows.map(({ contestant }) => contestant)

describe('the rows that a step of a reveal brings', () => {
  it('are those next above the ones that are shown', () => {
    expect(names(rowsBetween({ standings: ranked(1, 2, 3) }, 0, 1))).toEqual(['c'])
    expect(names(rowsBetween({ standings: ranked(1, 1, 3, 4, 4, 4) }, 4, 6))).toEqual(['a', 'b'])
  })

  it('are none where the document does not carry them', () => {
    const ranking = { standings: ranked(1, 2), more: 20 }
    expect(rowsBetween(ranking, 0, 20)).toEqual([])
    expect(names(rowsBetween(ranking, 20, 21))).toEqual(['b'])
  })
})

describe('a ranking', () => {
  it('is being revealed until its last row is shown', () => {
    const ranking = { standings: ranked(1, 2), more: 20 }
    expect(isRevealing({ ...ranking, revealed: 21 })).toBe(true)
    expect(isRevealing({ ...ranking, revealed: 22 })).toBe(false)
    expect(isRevealing(ranking)).toBe(false)
  })
})

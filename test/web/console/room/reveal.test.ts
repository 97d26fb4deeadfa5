import { describe, expect, it } from 'vitest'
import {
  isRevealing,
  nextPlaces,
  previousPlaces,
  revealSteps,
  rowsBetween,
} from '../../../../web/pages/console/room/reveal.ts'
import { ranked } from '../documents.ts'

const names = (rows: { contestant: string }[]) => rows.map(({ contestant }) => contestant)

describe('a ranking without ties', () => {
  const ranking = { standings: ranked(1, 2, 3) }

  it('is revealed place by place from the last up', () => {
    expect(revealSteps(ranking)).toEqual([1, 2, 3])
    expect(nextPlaces(ranking, 0)).toBe(1)
    expect(names(rowsBetween(ranking, 0, 1))).toEqual(['c'])
  })

  it('has nothing left after first place', () => {
    expect(nextPlaces(ranking, 3)).toBeNull()
  })

  it('can be taken back step by step, down to nothing', () => {
    expect(previousPlaces(ranking, 3)).toBe(2)
    expect(previousPlaces(ranking, 1)).toBe(0)
    expect(previousPlaces(ranking, 0)).toBeNull()
  })
})

describe('a ranking with shared ranks', () => {
  const ranking = { standings: ranked(1, 1, 3, 4, 4, 4) }

  it('shows those who share a rank together', () => {
    expect(revealSteps(ranking)).toEqual([3, 4, 6])
    expect(names(rowsBetween(ranking, 4, 6))).toEqual(['a', 'b'])
  })

  it('completes a rank that was shown in part', () => {
    expect(nextPlaces(ranking, 5)).toBe(6)
    expect(previousPlaces(ranking, 5)).toBe(4)
  })
})

describe('a ranking longer than the document carries', () => {
  const ranking = { standings: ranked(1, 2), more: 20 }

  it('shows the rows beyond it in the first step', () => {
    expect(revealSteps(ranking)).toEqual([20, 21, 22])
    expect(rowsBetween(ranking, 0, 20)).toEqual([])
    expect(names(rowsBetween(ranking, 20, 21))).toEqual(['b'])
  })

  it('is under way until its last row is shown', () => {
    expect(isRevealing({ ...ranking, revealed: 21 })).toBe(true)
    expect(isRevealing({ ...ranking, revealed: 22 })).toBe(false)
    expect(isRevealing(ranking)).toBe(false)
  })
})

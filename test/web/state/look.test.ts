import { expect, it } from 'vitest'
import { contrast } from '#core/document/look-rules.ts'
import { softened } from '../../../web/state/look.ts'

it('softens a colour to a ground on which ink is read', () => {
  expect(softened('#b3261e')).toBe('#f9eeed')
  for (const accent of ['#b3261e', '#000000', '#0b5c8a', '#717171'])
    expect(contrast(softened(accent), '#1d1b19')).toBeGreaterThan(7)
})

import { describe, expect, it } from 'vitest'
import { nameAmong } from '../../../web/state/names.ts'

const among = [
  { id: 'c-1', name: '张家庄村', unit: '东乡' },
  { id: 'c-2', name: '张家庄村', unit: '西乡' },
  { id: 'c-3', name: '里口村', unit: '东乡' },
  { id: 'c-4', name: '张家庄村', unit: '西乡' },
]

describe('a name where it stands alone', () => {
  it('is the name', () => expect(nameAmong(among, 'c-3')).toBe('里口村'))
  it('has the unit beside it where others have it too', () =>
    expect(nameAmong(among, 'c-1')).toBe('张家庄村 · 东乡'))
  it('has its number where the unit is the same too', () =>
    expect(nameAmong(among, 'c-4')).toBe('4. 张家庄村 · 西乡'))
  it('is the id of somebody who is not there', () => expect(nameAmong(among, 'c-9')).toBe('c-9'))
})

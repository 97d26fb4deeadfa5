import { describe, expect, it } from 'vitest'
import { commentsByContestant, type JudgesComments } from '#core/comments.ts'

const all: JudgesComments[] = [
  { judge: 'chen', comments: { east: { strength: '党建扎实', note: '超时' }, west: { note: '缺席' } } },
  { comments: { east: { shortfall: ' ', suggestion: '补充台账' } } },
]
const forPublic = { contestants: ['west', 'east'], judges: false, notes: false }

describe('comments by contestant', () => {
  it('show the public the words alone, without names, notes and what is empty', () => {
    expect(commentsByContestant(all, forPublic)).toEqual({
      east: [{ strength: '党建扎实' }, { suggestion: '补充台账' }],
    })
  })

  it('name the judges where they may, as far as the round knows them', () => {
    expect(commentsByContestant(all, { ...forPublic, judges: true })).toEqual({
      east: [{ judge: 'chen', strength: '党建扎实' }, { suggestion: '补充台账' }],
    })
  })

  it('show the staff the notes', () => {
    expect(commentsByContestant(all, { ...forPublic, judges: true, notes: true })).toEqual({
      west: [{ judge: 'chen', note: '缺席' }],
      east: [{ judge: 'chen', strength: '党建扎实', note: '超时' }, { suggestion: '补充台账' }],
    })
  })

  it('show nothing of contestants that are not released', () => {
    expect(commentsByContestant(all, { contestants: ['west'], judges: true, notes: false })).toEqual({})
    expect(commentsByContestant(all, { contestants: [], judges: true, notes: true })).toEqual({})
  })

  it('leave hostile text as it is', () => {
    const strength = '<script>alert(1)</script>\u202e=1+1'
    expect(commentsByContestant([{ comments: { east: { strength } } }], forPublic)).toEqual({
      east: [{ strength }],
    })
  })
})

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
      east: [{ suggestion: '补充台账' }, { judge: 'chen', strength: '党建扎实' }],
    })
  })

  it('show the staff the notes', () => {
    expect(commentsByContestant(all, { ...forPublic, judges: true, notes: true })).toEqual({
      west: [{ judge: 'chen', note: '缺席' }],
      east: [{ suggestion: '补充台账' }, { judge: 'chen', strength: '党建扎实', note: '超时' }],
    })
  })

  it('stand in an order that tells nothing about who wrote them', () => {
    const judges = ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => ({
      comments: { east: { strength: `${name}说东` }, west: { strength: `${name}说西` } },
    }))
    const { east, west } = commentsByContestant(judges, forPublic)
    const authors = (comments = east) => comments?.map(({ strength }) => strength?.slice(0, 1))
    expect(authors()).not.toEqual(authors(west))
    expect(commentsByContestant(judges.toReversed(), forPublic)).toEqual({ east, west })
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

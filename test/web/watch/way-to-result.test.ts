import { describe, expect, it } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { wayToResult } from '../../../web/pages/watch/way-to-result.ts'
import { at, liveRound, ranked } from '../console/documents.ts'

const published = liveRound({ status: 'published', standings: ranked(1, 2) })
const way = (rounds: Record<string, LiveRound>, search = '') => {
  const contest = contestWith({ rounds: Object.keys(rounds).map((id) => roundWith({ id })) })
  const live = { contest: contest.id, version: 1, head: '0'.repeat(64), at: at(0), stage: null, rounds }
  return wayToResult(contest, live, new URL(`https://vote.example.cn/watch?contest=harvest${search}`))
}

describe('who comes to the watch page', () => {
  it('goes to the result when every round is published: of several, to their list', () => {
    expect(way({ final: published })).toBe('/result?contest=harvest&round=final')
    expect(way({ first: published, final: published })).toBe('/result?contest=harvest')
  })

  it('stays while anything is to come, a place that is not revealed included', () => {
    expect(way({ first: published, final: liveRound() })).toBeNull()
    expect(way({ final: { ...published, revealed: 1 } })).toBeNull()
  })

  it('stays who wants to see their own ballot', () => {
    expect(way({ final: published }, '&own')).toBeNull()
  })
})

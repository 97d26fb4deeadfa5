import { describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { upNext } from '../../../web/state/up-next.ts'
import { at, liveRound, noon } from '../console/documents.ts'

const contestants = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id }))
const speech = {
  parts: [
    { name: '陈述', seconds: 480 },
    { name: '答辩', seconds: 120 },
  ],
}
const contest = contestWith({ contestants }, { speech })
const live = (over: Partial<Live> = {}): Live => ({
  contest: 'harvest',
  version: 1,
  head: '0'.repeat(64),
  at: at(0),
  stage: null,
  rounds: { final: liveRound() },
  ...over,
})
const onStage = (contestant: string, since = -60): Partial<Live> => ({
  stage: { contestant, since: at(since) },
})

/** Who is next, as `round/id@seconds from now`. */
const next = (document: Live, of: Contest = contest) =>
  upNext(of, document, noon).map(
    ({ contestant, round, at }) => `${round.id}/${contestant.id}@${at === null ? '?' : (at - noon) / 1_000}`,
  )

describe('of one round', () => {
  it('are the first three before it begins, and nobody knows when', () => {
    expect(next(live())).toEqual(['final/a@?', 'final/b@?', 'final/c@?'])
  })

  it('are the three after whoever is on stage, by the time that each may speak', () => {
    expect(next(live(onStage('a')))).toEqual(['final/b@600', 'final/c@1200', 'final/d@1800'])
    const speaking = {
      contestant: 'a',
      round: 'final',
      part: 1,
      startedAt: at(-300),
      pausedSeconds: 0,
      endsAt: at(180),
      running: true,
    }
    expect(next(live({ ...onStage('a'), speech: speaking }))[0]).toBe('final/b@300')
  })

  it('are fewer at the end', () => {
    expect(next(live(onStage('d')))).toEqual(['final/e@600'])
    expect(next(live(onStage('e')))).toEqual([])
  })

  it('go on after whoever left the stage last', () => {
    expect(next(live({ lastOnStage: { contestant: 'b', since: at(-60) } }))).toEqual([
      'final/c@?',
      'final/d@?',
      'final/e@?',
    ])
  })

  it('have no time where none is set', () => {
    expect(next(live(onStage('a')), contestWith({ contestants }))[0]).toBe('final/b@?')
  })
})

describe('of several rounds', () => {
  const groups = contestWith({
    contestants,
    rounds: [
      roundWith({ id: 'one', contestants: ['a', 'b'], speech }),
      roundWith({ id: 'two', contestants: ['c', 'd'], speech: { parts: [{ name: '陈述', seconds: 60 }] } }),
    ],
  })
  const rounds = { one: liveRound(), two: liveRound() }

  it('the next round follows on the last of this one', () => {
    expect(next(live({ ...onStage('a'), rounds }), groups)).toEqual(['one/b@600', 'two/c@1200', 'two/d@1260'])
  })

  const shared = contestWith({
    contestants,
    rounds: ['heat', 'final'].map((id) => roundWith({ id, contestants: ['a', 'b'] })),
  })

  it('whoever appears in both is followed by those of the round of that appearance', () => {
    const published = liveRound({ status: 'published', opensAt: at(-900), closesAt: at(-300) })
    const after = { heat: published, final: liveRound() }
    expect(next(live({ rounds: after, lastOnStage: { contestant: 'b', since: at(-600) } }), shared)).toEqual([
      'final/a@?',
      'final/b@?',
    ])
    expect(next(live({ rounds: after, ...onStage('a') }), shared)).toEqual(['final/b@?'])
    const during = { heat: liveRound({ status: 'open', opensAt: at(-300) }), final: liveRound() }
    expect(next(live({ rounds: during, ...onStage('a') }), shared)).toEqual([
      'heat/b@?',
      'final/a@?',
      'final/b@?',
    ])
  })
})

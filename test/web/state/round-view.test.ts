import { describe, expect, it } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import { contestWith } from '#test/support/contest.ts'
import { roundView } from '../../../web/state/round-view.ts'
import { at, liveRound, noon } from '../console/documents.ts'

const contest = contestWith()
const [round] = contest.rounds
if (round === undefined) throw new Error('there is one')

const phase = (live: Partial<LiveRound>) => roundView(contest, round, liveRound(live), noon).phase

describe('the view of a round', () => {
  it('has the status of the document, which it hands on as it is', () => {
    const known = liveRound({ status: 'open', closesAt: at(1) })
    const view = roundView(contest, round, known, noon)
    expect(view).toEqual({ round, live: known, phase: 'open' })
    expect(view.live).toBe(known)
  })

  it('is closed as soon as the window has ended, whatever the document still says', () => {
    const known = liveRound({ status: 'open', closesAt: at(-1) })
    expect(roundView(contest, round, known, noon)).toEqual({
      round,
      live: { ...known, status: 'closed' },
      phase: 'closed',
    })
  })

  it('is sealing while the ballots are counted, and revealing while places are kept back', () => {
    expect(phase({ status: 'closed', sealing: true })).toBe('sealing')
    expect(phase({ status: 'sealed', revealed: 0 })).toBe('sealed')
    expect(phase({ status: 'published', revealed: 1 })).toBe('revealing')
    expect(phase({ status: 'published', revealed: 2 })).toBe('published')
    expect(phase({ status: 'published' })).toBe('published')
  })
})

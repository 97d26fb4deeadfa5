import { describe, expect, it } from 'vitest'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { openBeside, roundAtHand, stagedFor } from '../../../../web/pages/console/room/rounds.ts'
import { at, consoleWith, event, liveRound, noon } from '../documents.ts'

const first = roundWith({ id: 'first' })
const second = roundWith({ id: 'second' })
const third = roundWith({ id: 'third' })
const contest = contestWith({ rounds: [first, second, third] })

describe('the round that needs the organiser', () => {
  const current = (...states: Parameters<typeof liveRound>[0][]) => {
    const [one, two, three] = states.map((state) => liveRound(state))
    const rounds = { first: one ?? liveRound(), second: two ?? liveRound(), third: three ?? liveRound() }
    return roundAtHand(contest, consoleWith(rounds), noon)?.id
  }

  it('is the open one before any other', () => {
    expect(current({ status: 'closed' }, {}, { status: 'open', closesAt: at(9) })).toBe('third')
  })

  it('is one that waits for its seal or its reveal before one that has not begun', () => {
    expect(current({}, { status: 'sealed' })).toBe('second')
  })

  it('is the first that has not begun, and at last the last', () => {
    expect(current({ status: 'published' })).toBe('second')
    expect(current({ status: 'published' }, { status: 'published' }, { status: 'published' })).toBe('third')
  })
})

describe('rounds that are open beside one that is to be opened', () => {
  const open = liveRound({ status: 'open' })
  const document = consoleWith({ first: open, second: liveRound(), third: liveRound({ status: 'closed' }) })

  it('are told with the people who would have two ballots', () => {
    expect(openBeside(contest, second, document, noon)).toEqual([
      { round: first, electorates: first.panels.map(({ electorate }) => electorate) },
    ])
  })

  it('are none where nobody votes in both, and none when the window is over', () => {
    const others = roundWith({ id: 'second', panels: [] })
    expect(openBeside(contest, others, document, noon)).toEqual([])
    const over = consoleWith({ first: liveRound({ status: 'open', closesAt: at(-1) }), second: liveRound() })
    expect(openBeside(contest, second, over, noon)).toEqual([])
  })
})

describe('who has been on stage', () => {
  const staged = (n: number, contestant: string | null) => event(n, 'contestantStaged', { contestant })

  it('are those who were called, once each', () => {
    expect(stagedFor(contest, first, [staged(1, 'east'), staged(2, null), staged(3, 'east')])).toEqual(
      new Set(['east']),
    )
  })

  it('are called again for a later round over the same contestants', () => {
    const events = [staged(1, 'east'), staged(2, 'west'), event(3, 'roundOpened', { round: 'first' })]
    expect(stagedFor(contest, first, events)).toEqual(new Set(['east', 'west']))
    expect(stagedFor(contest, second, events)).toEqual(new Set())
    expect(stagedFor(contest, second, [...events, staged(4, 'west')])).toEqual(new Set(['west']))
  })

  it('stay so for a round of other contestants, whatever happens elsewhere', () => {
    const apart = contestWith({
      rounds: [
        roundWith({ id: 'first', contestants: ['east'] }),
        roundWith({ id: 'second', contestants: ['west'] }),
      ],
    })
    const events = [staged(1, 'west'), event(2, 'resultPublished', { round: 'first' })]
    expect(stagedFor(apart, apart.rounds[1] ?? first, events)).toEqual(new Set(['west']))
  })
})

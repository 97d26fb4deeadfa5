import { describe, expect, it } from 'vitest'
import type { Round } from '#contract/contest.ts'
import { decide, type Decision } from '#core/contest/decide.ts'
import { marksFor } from '#core/contest/marks.ts'
import { liveDocument } from '#core/contest/live.ts'
import { misfit } from '#core/contest/misfit.ts'
import { isUnsealed, roundState } from '#core/contest/state.ts'
import { tallyOf, type Tally } from '#core/tally.ts'
import { contestWith } from '#test/support/contest.ts'
import { at, begin, give, happen, sealed, type Played } from './play.ts'

const round: Partial<Round> = {
  showMarks: { atLeast: 2 },
  panels: [{ electorate: 'judges', ballot: { kind: 'score', criteria: [{ id: 'k', name: 'K', max: 100 }] } }],
}
const electorates = [{ id: 'judges', name: 'Judges', role: 'judge' as const }]
const opened = (over: Partial<Round> = {}) =>
  give(begin(contestWith({ electorates }, { ...round, ...over })), 0, { type: 'openRound', round: 'final' })

const given = (...totals: number[]): Tally =>
  tallyOf(totals.flatMap((total) => ['judges|||cast', `judges|east|k|${total}`, `judges|east||${total}`]))

const show = (
  { contest, state }: Played,
  tally: Tally,
  contestant: string | null = 'east',
  seconds = 10,
): Decision =>
  decide(
    { type: 'showMarks', round: 'final', contestant },
    { contest, state, now: at(seconds), expectedVoters: 1, actor: 'chen', tally },
  )

const shownOf = (played: Played, tally: Tally, seconds = 10): Played => {
  const decision = show(played, tally, 'east', seconds)
  if (!('events' in decision)) throw new Error('refused')
  return happen(played, seconds, ...decision.events)
}

const liveOf = ({ contest, state }: Played) =>
  liveDocument(
    { contest, state, now: at(20), viewer: 'public' },
    { tallies: new Map([['final', given(80, 90)]]), results: new Map() },
  ).rounds['final']

const panels = [{ electorate: 'judges', points: '85.00', totals: [{ value: '90.00' }, { value: '80.00' }] }]

describe('marks are shown', () => {
  it('when enough judges have sent theirs, and not before', () => {
    expect(show(opened(), given(80))).toEqual({ refusal: 'too-few-marks' })
    expect(show(opened(), given(80, 90))).toEqual({
      events: [{ type: 'marksShown', round: 'final', attempt: 1, contestant: 'east', panels }],
    })
  })

  it('in no round whose document says nothing of it, and in no secret one whatever it says', () => {
    const plain = begin(contestWith({ electorates }, { panels: round.panels ?? [] }))
    const open = give(plain, 0, { type: 'openRound', round: 'final' })
    expect(show(open, given(80, 90))).toEqual({ refusal: 'marks-not-planned' })
    expect(show(opened({ secret: true }), given(80, 90))).toEqual({ refusal: 'marks-not-planned' })
  })

  it('of nobody who is not judged in the round', () => {
    expect(show(opened(), given(80, 90), 'north')).toEqual({
      faults: [{ path: '$.contestant', code: 'not-in-round', params: {} }],
    })
  })

  it('once only as long as they are the same', () => {
    const played = shownOf(opened(), given(80, 90))
    expect(show(played, given(90, 80))).toEqual({ events: [] })
    expect(show(played, given(80, 91))).toMatchObject({ events: [{ panels: [{ points: '85.50' }] }] })
  })

  it('to everybody, and no other figure with them, until they are taken off', () => {
    const played = shownOf(opened(), given(80, 90))
    expect(liveOf(played)).toMatchObject({
      standings: null,
      marks: { contestant: 'east', at: at(10), panels },
    })
    const off = show(played, given(80, 90), null)
    if (!('events' in off)) throw new Error('refused')
    expect(liveOf(happen(played, 11, ...off.events))).not.toHaveProperty('marks')
    expect(show(opened(), given(), null)).toEqual({ events: [] })
  })

  it('until the next contestant is called, or the round is voided or sealed', () => {
    const played = shownOf(opened(), given(80, 90))
    const staged = (contestant: string) => give(played, 11, { type: 'stageContestant', contestant })
    expect(liveOf(staged('east'))).toHaveProperty('marks')
    expect(liveOf(staged('west'))).not.toHaveProperty('marks')
    const voided = give(played, 11, { type: 'voidRound', round: 'final', reason: '重来' })
    expect(liveOf(voided)).not.toHaveProperty('marks')
    const closed = give(played, 11, { type: 'closeRound', round: 'final' })
    const after = happen(give(closed, 20, { type: 'sealRound', round: 'final' }), 25, sealed())
    expect(roundState(after.state, 'final')).not.toHaveProperty('marks')
    expect(roundState(after.state, 'final')).not.toHaveProperty('shown')
  })
})

describe('what was shown stays in the log', () => {
  it('and a correction made afterwards is told to the staff', () => {
    const { contest, state } = shownOf(
      give(opened(), 1, { type: 'stageContestant', contestant: 'east' }),
      given(80, 90),
    )
    const [final] = contest.rounds
    if (!final) throw new Error('there is one')
    expect(marksFor(contest, state, final, given(80, 90))).toEqual({ east: { judges: 2, shown: 'same' } })
    expect(marksFor(contest, state, final, given(80, 91))).toEqual({ east: { judges: 2, shown: 'changed' } })
    expect(marksFor(contest, state, { ...final, secret: true }, given(80, 90))).toEqual({})
  })

  it('of a contestant of the round, in the attempt that runs', () => {
    const played = opened()
    const event = { type: 'marksShown' as const, round: 'final', attempt: 1, contestant: 'east', panels }
    const misfitOf = (over: object) => {
      const [last] = happen(played, 10, event).log.slice(-1)
      if (!last) throw new Error('there is one')
      return misfit(played.state, { ...last, ...over })
    }
    expect(misfitOf({})).toBeUndefined()
    expect(misfitOf({ contestant: 'north' })).toBe('other-contestants')
    expect(misfitOf({ attempt: 2 })).toBe('other-attempt')
    expect(isUnsealed(roundState(played.state, 'final'))).toBe(true)
  })
})

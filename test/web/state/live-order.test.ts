import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Live, LiveRound } from '#contract/live.ts'
import { beganAnew, isNewer } from '../../../web/state/live-order.ts'

const round = (cast: number, over: Partial<LiveRound> = {}): LiveRound => ({
  status: 'open',
  attempt: 1,
  turnout: { town: { cast, eligible: 16 } },
  standings: null,
  ...over,
})
const live = (version: number, cast: number, second: number, over: Partial<LiveRound> = {}): Live => ({
  contest: 'harvest',
  version,
  head: '0'.repeat(64),
  at: new Date(Date.UTC(2026, 10, 24, 10, 0, second)).toISOString(),
  stage: null,
  rounds: { one: round(cast, over) },
})

describe('a live document', () => {
  it('replaces nothing', () => expect(isNewer(live(1, 0, 0), null)).toBe(true))

  it('replaces one of an earlier version, whatever was cast', () => {
    expect(isNewer(live(8, 0, 5), live(7, 12, 4))).toBe(true)
    expect(isNewer(live(7, 12, 9), live(8, 0, 5))).toBe(false)
  })

  it('replaces one with fewer ballots, even if it was asked for later', () => {
    expect(isNewer(live(7, 13, 4), live(7, 12, 5))).toBe(true)
    expect(isNewer(live(7, 12, 5), live(7, 13, 4))).toBe(false)
  })

  it('replaces an earlier one of the same count when time has closed the round', () => {
    expect(isNewer(live(7, 12, 5, { status: 'closed' }), live(7, 12, 4))).toBe(true)
    expect(isNewer(live(7, 12, 4), live(7, 12, 5, { status: 'closed' }))).toBe(false)
  })

  it('is not assigned anew when it says the same a moment later', () => {
    expect(isNewer(live(7, 12, 5), live(7, 12, 4))).toBe(false)
  })

  it('belongs to a contest that began anew when it counts lower half a minute later', () => {
    expect(beganAnew(live(1, 0, 45), live(7, 12, 5))).toBe(true)
    expect(beganAnew(live(1, 0, 35), live(7, 12, 5))).toBe(false)
    expect(beganAnew(live(7, 0, 45), live(7, 12, 5))).toBe(false)
  })

  it('ends at the same one in whatever order the documents arrive', () => {
    const documents = fc.array(
      fc
        .record({ version: fc.nat(5), cast: fc.nat(20), second: fc.nat(59) })
        .map(({ version, cast, second }) =>
          // The standings differ with the second, as a revised ballot moves them without moving the count.
          live(version, cast, second, { more: second }),
        ),
      { minLength: 1, maxLength: 12 },
    )
    const settle = (arrived: Live[]) =>
      arrived.reduce<Live | null>((shown, next) => (isNewer(next, shown) ? next : shown), null)
    fc.assert(
      fc.property(documents, fc.infiniteStream(fc.nat()), (sent, order) => {
        const shuffled = sent
          .map((document) => ({ document, place: order.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ document }) => document)
        expect(settle(shuffled)).toEqual(settle(sent))
      }),
    )
  })
})

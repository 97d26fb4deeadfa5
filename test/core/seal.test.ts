import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resultSchema } from '#contract/live.ts'
import { digestOf } from '#core/canonical.ts'
import { marksOf } from '#test/core/factory.ts'
import { bookLine, resultOf, sealEvent, turnoutOf } from '#core/seal.ts'
import { tallyOf } from '#core/tally.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'

const contest = contestWith()
const round = roundWith()

const recount = (over: Partial<Parameters<typeof resultOf>[0]> = {}) =>
  resultOf({
    contest,
    round,
    attempt: 2,
    version: 1,
    sealedAt: '2022-06-10T09:01:15.000Z',
    tally: tallyWith('east', 'east', 'west'),
    eligible: { village: 10 },
    book: { sha256: 'b'.repeat(64), lines: 3 },
    log: { sha256: 'c'.repeat(64), events: 12 },
    ...over,
  })

function tallyWith(...choices: string[]) {
  const ballots = choices.map((choice) => ({ electorate: 'village', choices: [choice] }))
  return tallyOf(ballots.flatMap((ballot) => marksOf(contest, round, ballot)))
}

describe('a result', () => {
  it('says what was counted, from which book and at which point of the log', () => {
    const { digest, ...result } = recount()
    expect(result).toEqual({
      contest: 'harvest',
      round: 'final',
      attempt: 2,
      version: 1,
      sealedAt: '2022-06-10T09:01:15.000Z',
      ballots: { village: { cast: 3, eligible: 10 } },
      contestants: ['east', 'west'],
      standings: [
        { contestant: 'east', rank: 1, tied: false, total: '66.67', panels: { village: panel('66.67', 2) } },
        { contestant: 'west', rank: 2, tied: false, total: '33.33', panels: { village: panel('33.33', 1) } },
      ],
      book: { sha256: 'b'.repeat(64), lines: 3 },
      log: { sha256: 'c'.repeat(64), events: 12 },
    })
    expect(digest).toBe(digestOf(result))
  })

  const panel = (points: string, votes: number) => ({ points, part: points, votes })

  it('of a round in which nobody voted has no ranking, and the log says so', () => {
    const tally = tallyWith()
    const result = recount({ tally })
    const panels = { village: { ...panel('0.00', 0), noPoints: true } }
    expect(result).toMatchObject({
      contestants: ['east', 'west'],
      standings: [],
      unranked: [
        { contestant: 'east', why: 'no-marks', total: null, panels },
        { contestant: 'west', why: 'no-marks', total: null, panels },
      ],
      unfilled: ['village'],
    })
    expect(sealEvent(round, result, tally)).toMatchObject({ unranked: 2, unfilled: ['village'] })
    expect(resultSchema.safeParse(result).error).toBeUndefined()
  })

  it('fits the published schema', () => {
    expect(resultSchema.safeParse(recount()).error).toBeUndefined()
  })

  it('has another digest when anything in it is another', () => {
    const digests = [
      recount(),
      recount({ attempt: 3 }),
      recount({ version: 2 }),
      recount({ sealedAt: '2022-06-10T09:01:15.001Z' }),
      recount({ tally: tallyWith('east', 'west', 'west') }),
      recount({ eligible: { village: 11 } }),
      recount({ book: { sha256: 'a'.repeat(64), lines: 3 } }),
      recount({ log: { sha256: 'c'.repeat(64), events: 13 } }),
    ].map(({ digest }) => digest)
    expect(new Set(digests).size).toBe(digests.length)
  })

  it('keeps its digest when it was stored and read back', () => {
    const { digest, ...result } = JSON.parse(JSON.stringify(recount())) as ReturnType<typeof recount>
    expect(digestOf(result)).toBe(digest)
  })

  it('names the electorates that missed their quorum, and only then', () => {
    const [panelOfVillages] = round.panels
    if (!panelOfVillages) throw new Error('the round has a panel')
    const withQuorum = (atLeast: string) =>
      roundWith({ panels: [{ ...panelOfVillages, quorum: { atLeast } }] })
    expect(recount({ round: withQuorum('1/2') }).quorumMissed).toEqual(['village'])
    expect(recount({ round: withQuorum('30%') })).not.toHaveProperty('quorumMissed')
  })
})

describe('turnout', () => {
  it('has a line for every panel, also where nobody voted', () => {
    const panels = ['village', 'town'].map((electorate) => ({
      electorate,
      ballot: { kind: 'choose' as const, max: 1 },
    }))
    expect(turnoutOf(roundWith({ panels }), tallyWith('east'), { village: 10, town: null })).toEqual({
      village: { cast: 1, eligible: 10 },
      town: { cast: 0, eligible: null },
    })
  })
})

describe('a line of the book', () => {
  const ballot = { electorate: 'judge', scores: { west: { b: 90.5, a: 80 }, east: { b: 1, a: 2 } } }

  it('is canonical, one line', () => {
    expect(bookLine({ voter: 'chen', id: '7K2M-X9QD-4F6H', ballot })).toBe(
      '{"ballot":{"electorate":"judge","scores":{"east":{"a":2,"b":1},"west":{"a":80,"b":90.5}}},' +
        '"id":"7K2M-X9QD-4F6H","voter":"chen"}',
    )
  })

  it('never holds a line feed, whatever a voter is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\n', '\r', '\u2028', '"', 'a') }), (voter) => {
        const line = bookLine({ id: 'x', ballot, voter })
        expect(line).not.toContain('\n')
        expect(JSON.parse(line)).toEqual({ id: 'x', ballot, voter })
      }),
    )
  })
})

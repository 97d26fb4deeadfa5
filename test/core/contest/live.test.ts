import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookLineSchema } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import { liveSchema, type LiveRound, type Result } from '#contract/live.ts'
import { eligibleIn } from '#core/contest/eligible.ts'
import {
  liveDocument,
  resultsToRead,
  roundsToTally,
  showsResult,
  type Figures,
  type Viewer,
} from '#core/contest/live.ts'
import { isCounted, roundState } from '#core/contest/state.ts'
import { parseContest } from '#core/document.ts'
import { marksOf } from '#test/core/factory.ts'
import { resultOf, turnoutOf } from '#core/seal.ts'
import { tallyOf, type Tally } from '#core/tally.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { at, begin, give, happen, sealed, stages, type Played } from './play.ts'

const votes = 7

/** Seven villages voted, so many of them for the east. */
function tallyWith(contest: Contest, round: Round, forEast: number): Tally {
  const ballots = Array.from({ length: votes }, (_, voter) => ({
    electorate: 'village',
    choices: [voter < forEast ? 'east' : 'west'],
  }))
  return tallyOf(ballots.flatMap((ballot) => marksOf(contest, round, ballot)))
}

function resultWith({ contest, state }: Played, round: Round, tally: Tally): Result {
  const nothing = { sha256: '0'.repeat(64) }
  return resultOf({
    contest,
    round,
    attempt: roundState(state, round.id).attempt,
    version: 1,
    sealedAt: at(75),
    tally,
    eligible: eligibleIn(contest, state, round),
    book: { ...nothing, lines: votes },
    log: { ...nothing, events: state.version },
  })
}

/** Figures of every round, also of those whose figures nobody asked for. */
function figuresWith(played: Played, forEast: number): Figures {
  const { rounds } = played.contest
  const tallies = new Map(rounds.map((round) => [round.id, tallyWith(played.contest, round, forEast)]))
  const results = rounds.map((round): [string, Result] => [
    round.id,
    resultWith(played, round, tallies.get(round.id) ?? new Map()),
  ])
  return { tallies, results: new Map(results) }
}

const documentAt = (played: Played, seconds: number, viewer: Viewer, forEast = 4) =>
  liveDocument(
    { contest: played.contest, state: played.state, now: at(seconds), viewer },
    figuresWith(played, forEast),
  )

const roundAt = (played: Played, seconds: number, viewer: Viewer = 'public', round = 'final'): LiveRound => {
  const live = documentAt(played, seconds, viewer).rounds[round]
  if (!live) throw new Error(`the document has no round ${round}`)
  return live
}

/** Contestants of the rows shown, best first; null while figures are hidden. */
const shown = (live: LiveRound) => live.standings?.map(({ contestant }) => contestant) ?? null

/** The round in each status, with the moment at which it is looked at. */
const statuses = {
  waiting: (round: Partial<Round>) => [stages(round).waiting, 0],
  open: (round: Partial<Round>) => [stages(round).open, 10],
  closed: (round: Partial<Round>) => [stages(round).open, 61],
  sealed: (round: Partial<Round>) => [stages(round).sealed, 76],
  published: (round: Partial<Round>) => [stages(round).published, 81],
} satisfies Record<string, (round: Partial<Round>) => [Played, number]>

const visible: Record<NonNullable<Round['figures']>, (keyof typeof statuses)[]> = {
  live: ['open', 'closed', 'sealed', 'published'],
  closed: ['closed', 'sealed', 'published'],
  published: ['published'],
}

describe.each(Object.keys(visible) as (keyof typeof visible)[])(
  'where the public sees figures %s',
  (figures) => {
    const everyStatus = Object.keys(statuses) as (keyof typeof statuses)[]
    const hidden = everyStatus.filter((status) => !visible[figures].includes(status))

    it.each(hidden)('%s: the public document is the same whoever the votes are for', (status) => {
      const [played, seconds] = statuses[status]({ figures })
      fc.assert(
        fc.property(fc.nat(votes), fc.nat(votes), (one, other) => {
          expect(documentAt(played, seconds, 'public', one)).toEqual(
            documentAt(played, seconds, 'public', other),
          )
        }),
      )
      expect(roundAt(played, seconds).standings).toBeNull()
    })

    it.each(visible[figures])('%s: the public sees the standings', (status) => {
      const [played, seconds] = statuses[status]({ figures })
      expect(shown(roundAt(played, seconds))).toEqual(['east', 'west'])
    })

    it('the staff sees them from the first vote on', () => {
      for (const status of everyStatus) {
        const [played, seconds] = statuses[status]({ figures })
        expect(shown(roundAt(played, seconds, 'staff'))).toEqual(
          status === 'waiting' ? null : ['east', 'west'],
        )
      }
    })

    it('sealed results are read for those only who may see them', () => {
      for (const viewer of ['public', 'staff'] as const)
        for (const status of everyStatus) {
          const [{ contest, state }, seconds] = statuses[status]({ figures })
          const mayRead = viewer === 'staff' || visible[figures].includes(status)
          const isSealed = status === 'sealed' || status === 'published'
          expect(resultsToRead({ contest, state, now: at(seconds), viewer })).toEqual(
            isSealed && mayRead ? ['final'] : [],
          )
        }
    })
  },
)

describe('the live document', () => {
  it('says what the console lets through of the overlay, once it has said so', () => {
    const { open } = stages()
    expect(documentAt(open, 10, 'public')).not.toHaveProperty('overlay')
    const shown = give(open, 5, { type: 'showOverlay', parts: ['tally'] })
    expect(documentAt(shown, 10, 'public').overlay).toEqual(['tally'])
  })

  it('is as the contract says, to the field', () => {
    const played = give(stages().open, 5, { type: 'stageContestant', contestant: 'east' })
    expect(documentAt(played, 10, 'public')).toEqual({
      contest: 'harvest',
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      version: 4,
      at: at(10),
      stage: { contestant: 'east', since: at(5) },
      rounds: {
        final: {
          status: 'open',
          attempt: 1,
          opensAt: at(0),
          closesAt: at(60),
          turnout: { village: { cast: 7, eligible: 10 } },
          standings: null,
        },
      },
    })
  })

  it('fits the published schema in every status, for everybody', () => {
    for (const status of Object.values(statuses))
      for (const viewer of ['public', 'staff'] as const) {
        const [played, seconds] = status({})
        expect(liveSchema.safeParse(documentAt(played, seconds, viewer)).error).toBeUndefined()
      }
  })

  it('names no end of a window that has none, and no window before there is one', () => {
    const { waiting } = stages()
    expect(roundAt(waiting, 0)).not.toHaveProperty('opensAt')
    expect(roundAt(waiting, 0)).not.toHaveProperty('closesAt')
    expect(roundAt(give(waiting, 0, { type: 'openRound', round: 'final' }), 10)).not.toHaveProperty(
      'closesAt',
    )
  })

  it('shows the window that was opened last', () => {
    const reopened = give(stages().open, 100, { type: 'reopenRound', round: 'final', seconds: 30 })
    expect(roundAt(reopened, 110)).toMatchObject({ status: 'open', opensAt: at(100), closesAt: at(130) })
  })

  it('starts anew after a void', () => {
    expect(roundAt(stages().voided, 20)).toMatchObject({ status: 'waiting', attempt: 2, standings: null })
    expect(roundsToTally(stages().voided)).toEqual([])
  })

  it('says of the attempt that was voided last which it was, why and when, whatever happens next', () => {
    const first = { attempt: 1, reason: '投错对象', at: at(10) }
    expect(roundAt(stages().open, 5).voided).toBeUndefined()
    expect(roundAt(stages().voided, 20).voided).toEqual(first)
    const again = give(stages().voided, 30, { type: 'openRound', round: 'final' })
    expect(roundAt(again, 31)).toMatchObject({ status: 'open', attempt: 2, voided: first })
    const twice = give(again, 40, { type: 'voidRound', round: 'final', reason: '名单有误' })
    expect(roundAt(twice, 41).voided).toEqual({ attempt: 2, reason: '名单有误', at: at(40) })
  })

  it('says that the ballots are being recounted', () => {
    const { sealing, open } = stages()
    expect(roundAt(sealing, 70)).toMatchObject({ status: 'closed', sealing: true })
    expect(roundAt(open, 69)).not.toHaveProperty('sealing')
  })

  it('tells whose comments are released', () => {
    const released = give(stages().published, 90, {
      type: 'releaseComments',
      round: 'final',
      contestants: ['west'],
    })
    expect(roundAt(released, 91).comments).toEqual(['west'])
  })
})

describe('turnout', () => {
  it('counts the ballots in the tally until the seal, then those of the recount', () => {
    expect(roundAt(stages().open, 10).turnout).toEqual({ village: { cast: votes, eligible: 10 } })
    const recounted = happen(
      stages().sealing,
      75,
      sealed({ ballots: { village: { cast: 8, eligible: 10 } } }),
    )
    expect(roundAt(recounted, 76).turnout).toEqual({ village: { cast: 8, eligible: 10 } })
  })

  it('has no number of eligible voters where anyone may take a session', () => {
    const electorates = [{ id: 'village', name: '村', role: 'voter' as const, admission: 'open' as const }]
    expect(roundAt(stages({}, { electorates }).open, 10).turnout).toEqual({
      village: { cast: votes, eligible: null },
    })
  })

  it('only a round that has ballots and no sealed count is tallied', () => {
    const { waiting, open, sealing, published } = stages()
    expect([waiting, open, sealing, published, stages().sealed].map(roundsToTally)).toEqual([
      [],
      ['final'],
      ['final'],
      [],
      [],
    ])
  })
})

describe('with several rounds published', () => {
  const rounds = ['first', 'second'].map((id) => roundWith({ id }))
  const afterFirst = publishedRound(begin(contestWith({ rounds })), 'first', 0)
  const both = publishedRound(afterFirst, 'second', 200)

  it('the latest carries its standings, an earlier one none', () => {
    expect(shown(roundAt(afterFirst, 190, 'public', 'first'))).toEqual(['east', 'west'])
    expect(shown(roundAt(both, 400, 'public', 'first'))).toBeNull()
    expect(shown(roundAt(both, 400, 'public', 'second'))).toEqual(['east', 'west'])
  })

  it('the staff keeps both', () => {
    expect(shown(roundAt(both, 400, 'staff', 'first'))).toEqual(['east', 'west'])
  })

  it('the one before is the latest again when the latest is voided', () => {
    const voided = give(both, 400, { type: 'voidRound', round: 'second', reason: '设备故障' })
    expect(shown(roundAt(voided, 401, 'public', 'first'))).toEqual(['east', 'west'])
  })
})

function publishedRound(played: Played, round: string, from: number): Played {
  const opened = give(played, from, { type: 'openRound', round, seconds: 60 })
  const sealing = give(opened, from + 70, { type: 'sealRound', round })
  const counted = happen(sealing, from + 75, sealed({ round }))
  return give(counted, from + 80, { type: 'publishResult', round })
}

describe('with more than fifty contestants', () => {
  const contestants = Array.from({ length: 60 }, (_, index) => ({
    id: `v${index + 1}`,
    name: `${index + 1}村`,
  }))
  const crowded = {
    contestants: [...contestants, { id: 'east', name: '东村' }, { id: 'west', name: '西村' }],
  }
  const { published, sealed: counted } = stages({}, crowded)

  it('carries the first fifty rows and says how many more there are', () => {
    const live = roundAt(published, 81)
    expect(live.standings).toHaveLength(50)
    expect(live.more).toBe(12)
    expect(shown(live)?.slice(0, 3)).toEqual(['east', 'west', 'v1'])
    expect(roundAt(counted, 81, 'staff').more).toBe(12)
  })

  it('says nothing of how many more there are while figures are hidden', () => {
    expect(roundAt(counted, 81)).not.toHaveProperty('more')
  })

  it('a reveal of fewer than fifty places leaves nothing out', () => {
    const revealing = give(published, 90, { type: 'reveal', round: 'final', places: 50 })
    expect(roundAt(revealing, 91).standings).toHaveLength(50)
    expect(roundAt(revealing, 91)).not.toHaveProperty('more')
  })
})

describe('with contestants whom nobody scored', () => {
  const score = { kind: 'score' as const, criteria: [{ id: 'idea', name: '工作实绩', max: 100 }] }
  const panels = [{ electorate: 'village', ballot: score }]
  const contestants = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id }))
  const scored = { scores: { b: { idea: 80 }, c: { idea: 90 } }, electorate: 'village' }
  const of = (played: Played, viewer: Viewer = 'public') => {
    const [round] = played.contest.rounds
    if (!round) throw new Error('there is one round')
    const tally = tallyOf(marksOf(played.contest, round, scored))
    const live = liveDocument(
      { contest: played.contest, state: played.state, now: at(91), viewer },
      {
        tallies: new Map([['final', tally]]),
        results: new Map([['final', resultWith(played, round, tally)]]),
      },
    )
    const { standings, unranked, places } = live.rounds['final'] ?? {}
    return [
      standings?.map(({ contestant }) => contestant),
      unranked?.map(({ contestant }) => contestant),
      places,
    ]
  }
  const setting = [{ panels, figures: 'live' as const }, { contestants }] as const
  const counted = happen(stages(...setting).sealing, 75, sealed({ unranked: 2 }))
  const published = give(counted, 80, { type: 'publishResult', round: 'final' })
  const reveal = (places: number) => give(published, 90, { type: 'reveal', round: 'final', places })

  it('tells who they are below the ranking, and how many places that has', () => {
    expect(of(stages(...setting).open)).toEqual([['c', 'b'], ['a', 'd'], undefined])
    expect(of(published)).toEqual([['c', 'b'], ['a', 'd'], 2])
  })

  it('a reveal begins with them', () => {
    expect([0, 1, 2].map((places) => of(reveal(places)))).toEqual([
      [[], undefined, 2],
      [['b'], ['a', 'd'], 2],
      [['c', 'b'], ['a', 'd'], 2],
    ])
    expect(of(reveal(0), 'staff')).toEqual([['c', 'b'], ['a', 'd'], 2])
  })

  it('carries no more than fifty of them and the ranked together', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => ({ id: `v${index}`, name: `${index}村` }))
    const { open } = stages({ panels, figures: 'live' }, { contestants: [...contestants, ...crowd] })
    const live = liveDocument(
      { contest: open.contest, state: open.state, now: at(10), viewer: 'public' },
      figuresOfNobody,
    )
    expect(live.rounds['final']).toMatchObject({ standings: [], moreUnranked: 14 })
    expect(live.rounds['final']?.unranked).toHaveLength(50)
    expect(liveSchema.safeParse(live).error).toBeUndefined()
  })

  const figuresOfNobody: Figures = { tallies: new Map(), results: new Map() }
})

describe('when revealing', () => {
  const contestants = ['a', 'b', 'c', 'east', 'west'].map((id) => ({ id, name: id }))
  const { published, sealed: counted } = stages({}, { contestants })
  const revealing = (places: number, from = published) =>
    give(from, 90, { type: 'reveal', round: 'final', places })

  it('shows the last places only, from the last up', () => {
    expect([0, 1, 2, 5].map((places) => shown(roundAt(revealing(places), 91)))).toEqual([
      [],
      ['c'],
      ['b', 'c'],
      ['east', 'west', 'a', 'b', 'c'],
    ])
    expect(roundAt(revealing(2), 91).revealed).toBe(2)
  })

  it('says nothing of the places above, whatever the votes were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: votes - 1 }),
        fc.integer({ min: 1, max: votes - 1 }),
        (one, other) => {
          expect(documentAt(revealing(3), 91, 'public', one)).toEqual(
            documentAt(revealing(3), 91, 'public', other),
          )
        },
      ),
    )
  })

  it('shows the staff all of it', () => {
    expect(shown(roundAt(revealing(1), 91, 'staff'))).toEqual(['east', 'west', 'a', 'b', 'c'])
  })

  it('publishing shows nothing before the host does, when the reveal was prepared', () => {
    const prepared = revealing(0, counted)
    expect(shown(roundAt(prepared, 91))).toBeNull()
    expect(shown(roundAt(give(prepared, 95, { type: 'publishResult', round: 'final' }), 96))).toEqual([])
  })

  const mayRead = ({ contest, state }: Played, viewer: Viewer) => {
    const [round] = contest.rounds
    const current = round && roundState(state, round.id)
    if (!current || !isCounted(current)) throw new Error('not sealed')
    return showsResult(current, viewer)
  }

  it('the result is for the staff alone until the last place is out, when the reveal was prepared', () => {
    const started = give(revealing(0, counted), 95, { type: 'publishResult', round: 'final' })
    expect(mayRead(started, 'public')).toBe(false)
    expect(mayRead(started, 'staff')).toBe(true)
    expect(mayRead(revealing(4, started), 'public')).toBe(false)
    expect(mayRead(revealing(5, started), 'public')).toBe(true)
  })

  it('what was published before the reveal stays readable', () => {
    expect(mayRead(published, 'public')).toBe(true)
    expect(mayRead(revealing(1), 'public')).toBe(true)
    expect(mayRead(counted, 'public')).toBe(false)
  })
})

describe('the Haiyang contest with its four rounds', () => {
  const example = new URL('../../../examples/haiyang-2022/', import.meta.url)
  const parsed = parseContest(JSON.parse(readFileSync(new URL('contest.json', example), 'utf8')))
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
  const { contest } = parsed
  const tallies = new Map(contest.rounds.map((round) => [round.id, tallyOfBook(round)]))

  function tallyOfBook(round: Round): Tally {
    const lines = readFileSync(new URL(`ballots/${round.id}.ndjson`, example), 'utf8')
      .trim()
      .split('\n')
    const ballots = lines.map((line) => bookLineSchema.parse(JSON.parse(line)).ballot)
    return tallyOf(ballots.flatMap((ballot) => marksOf(contest, round, ballot)))
  }

  /** The contest day by day: each round opened, closed, sealed, published and revealed to the end, its village on stage. */
  function* moments(): Generator<Played> {
    let played = happen(begin(contest), -50, {
      type: 'votersAdded',
      added: { judge: 7, town: 24, village: 90 },
      updated: 0,
    })
    for (const [day, { id, group }] of contest.rounds.entries()) {
      const from = day * 86_400
      const contestants = contest.contestants.filter((contestant) => contestant.group === group)
      for (const { id: contestant } of contestants)
        yield (played = give(played, from, { type: 'stageContestant', contestant }))
      yield (played = give(played, from, { type: 'openRound', round: id, seconds: 60 }))
      yield (played = give(played, from + 70, { type: 'sealRound', round: id }))
      const round = contest.rounds[day] ?? roundWith()
      const ballots = turnoutOf(round, tallies.get(id) ?? new Map(), eligibleIn(contest, played.state, round))
      yield (played = happen(played, from + 75, sealed({ round: id, ballots })))
      yield (played = give(played, from + 80, { type: 'publishResult', round: id }))
      yield (played = give(played, from + 90, { type: 'releaseComments', round: id }))
      yield (played = give(played, from + 90, { type: 'reveal', round: id, places: contestants.length }))
    }
  }

  it('has a live document under 5 kB, and a head under 4 kB, at every moment', () => {
    for (const played of moments()) {
      const results = contest.rounds.map((round): [string, Result] => [
        round.id,
        resultWith(played, round, tallies.get(round.id) ?? new Map()),
      ])
      const live = liveDocument(
        { contest, state: played.state, now: played.state.at, viewer: 'public' },
        { tallies, results: new Map(results) },
      )
      expect(Buffer.byteLength(JSON.stringify(live))).toBeLessThan(5_000)
      expect(Buffer.byteLength(JSON.stringify(played.state))).toBeLessThan(4_000)
    }
  })
})

import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { rebuildTally } from '#services/rebuild.ts'
import type { StoredBallot } from '#store/ballots.ts'
import { type Actions, actionsOn, done, invokeStream } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { ballotRecord, eventRecord } from '#test/support/stream-records.ts'

/** The clock of the functions is turned on by hand, so that nobody has to wait for a close and a drain. */

let functions: Functions
let stage: Stage
let rebuild: (round: string) => ReturnType<typeof rebuildTally>
const voters = Array.from({ length: 12 }, (_, index) => `v${index}`)
const ids = ['lost', 'late', 'again', 'open', 'drift', 'steady', 'unopened']
const contest = contestWith({ rounds: ids.map((id) => roundWith({ id, figures: 'live' })) })

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  functions = await startFunctions()
  stage = await stageContest(functions, contest, Object.fromEntries(voters.map((id) => [id, 'village'])))
  const { rebuildTally } = await import('#services/rebuild.ts')
  rebuild = (id) => rebuildTally(contest, contest.rounds.find((round) => round.id === id) ?? roundWith())
})
afterAll(async () => {
  vi.useRealTimers()
  await functions.stop()
})

const choose = (choice: string) => ({ electorate: 'village', choices: [choice] })
const live = async (round: string): Promise<Json> =>
  (await functions.call('read-live', { path: { contest: 'harvest' } })).body.rounds[round]

const pass = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1_000)

/** Opens a round for ten seconds and has nine people vote, one of them twice; nobody got the stream's records. */
async function voteIn(round: string): Promise<Actions> {
  const actions = actionsOn(functions, stage, round)
  done(await actions.command({ type: 'openRound', round, seconds: 10 }))
  for (const [index, voter] of voters.slice(0, 9).entries())
    done(await actions.cast(voter, choose(index % 3 === 0 ? 'west' : 'east')))
  done(await actions.cast('v0', choose('east')))
  return actions
}

/** The records of the ballots in the box, as the stream has them. */
async function recordsOf(round: string, writtenAt: number): Promise<DynamoDBRecord[]> {
  const { readBallots } = await import('#store/ballots.ts')
  const box: StoredBallot[] = []
  for await (const stored of readBallots({ contest: 'harvest', round, attempt: 1, buckets: 1 }))
    box.push(stored)
  return box.map((stored, index) => record(round, 10n ** 21n + BigInt(index), stored, writtenAt))
}

type Written = Parameters<typeof ballotRecord>[2]

function record(round: string, place: bigint, stored: Written, writtenAt: number, old?: Written) {
  const made = ballotRecord(`harvest/${round}/1#0`, String(place), stored, old)
  return {
    ...made,
    dynamodb: { ...made.dynamodb, ApproximateCreationDateTime: Math.floor(writtenAt / 1_000) },
  }
}

describe('a closed round whose stream records were all lost', () => {
  it('has the same live document after a rebuild as if they had been counted', async () => {
    await voteIn('lost')
    await voteIn('steady')
    const votedAt = Date.now()
    pass(60)
    expect((await live('lost')).turnout).toEqual({ village: { cast: 0, eligible: 12 } })

    expect(await rebuild('lost')).toEqual({ ballots: 9, corrected: 18 })
    await invokeStream('tally-ballots', await recordsOf('steady', votedAt))
    const [rebuilt, counted] = [await live('lost'), await live('steady')]
    expect({ turnout: rebuilt.turnout, standings: rebuilt.standings }).toEqual({
      turnout: { village: { cast: 9, eligible: 12 } },
      standings: counted.standings,
    })
    expect(await rebuild('lost')).toEqual({ ballots: 9, corrected: 0 })
  })
})

describe('a closed round whose stream records were only late', () => {
  it('counts none of them a second time', async () => {
    await voteIn('late')
    const records = await recordsOf('late', Date.now())
    pass(60)
    await invokeStream('tally-ballots', records.slice(0, 4))
    expect(await rebuild('late')).toEqual({ ballots: 9, corrected: 10 })
    const before = await live('late')
    await invokeStream('tally-ballots', records)
    await invokeStream('tally-ballots', records.slice(2))
    expect({ ...(await live('late')), at: '' }).toEqual({ ...before, at: '' })
    expect(before.turnout).toEqual({ village: { cast: 9, eligible: 12 } })
  })
})

describe('a rebuilt round that is opened again', () => {
  it('counts the ballots that come then, and revisions of those before', async () => {
    const { command, cast } = await voteIn('again')
    const late = await recordsOf('again', Date.now())
    pass(60)
    await rebuild('again')
    done(await command({ type: 'reopenRound', round: 'again', seconds: 60 }))
    pass(2)
    done(await cast('v11', choose('west')))
    done(await cast('v1', choose('west')))
    const { readBallot } = await import('#store/ballots.ts')
    const box = { contest: 'harvest', round: 'again', attempt: 1, buckets: 1 }
    const [added, revised] = [await readBallot(box, 'v11'), await readBallot(box, 'v1')]
    if (!added || !revised) throw new Error('the ballots are not in the box')
    const first = { ...revised, ballot: choose('east'), revision: 1 }
    const now = Date.now()
    const next = [
      record('again', 10n ** 22n, added, now),
      record('again', 10n ** 22n + 1n, revised, now, first),
    ]
    // What was late comes before what is new, as a stream has it; then all of it once more.
    await invokeStream('tally-ballots', [...late, ...next])
    await invokeStream('tally-ballots', [...late, ...next])
    const { turnout, standings } = await live('again')
    expect(turnout).toEqual({ village: { cast: 10, eligible: 12 } })
    expect(standings.map(({ contestant, panels }: Json) => [contestant, panels.village.votes])).toEqual([
      ['east', 6],
      ['west', 4],
    ])
  })
})

describe('a rebuild is refused', () => {
  it('while the round is open, and while ballots may still be on their way', async () => {
    await voteIn('open')
    expect(await rebuild('open')).toEqual({ refused: 'open' })
    pass(12)
    expect(await rebuild('open')).toEqual({ refused: 'draining' })
    pass(13)
    expect(await rebuild('open')).toEqual({ ballots: 9, corrected: 18 })
  })

  it('where nothing was opened', async () => {
    expect(await rebuild('unopened')).toEqual({ refused: 'waiting' })
  })
})

describe('counters that differ from the recount at the seal', () => {
  it('are reported with figures that tell nobody’s choice; the result is the recount', async () => {
    const { command } = await voteIn('drift')
    await invokeStream('tally-ballots', (await recordsOf('drift', Date.now())).slice(0, 4))
    pass(60)
    const { logger, metrics } = await import('#runtime/log.ts')
    const error = vi.spyOn(logger, 'error').mockImplementation(() => undefined)
    const metric = vi.spyOn(metrics, 'addMetric')
    const { events } = done(await command({ type: 'sealRound', round: 'drift' })).body
    await invokeStream('seal-round', [eventRecord('harvest', events[0])])

    expect(metric).toHaveBeenCalledWith('TallyDrift', 'Count', 10)
    expect(error).toHaveBeenCalledExactlyOnceWith('live figures differed from the recount', {
      contest: 'harvest',
      round: 'drift',
      attempt: 1,
      version: 1,
      marks: 3,
      counts: 10,
    })
    expect((await live('drift')).turnout).toEqual({ village: { cast: 9, eligible: 12 } })
    expect(await rebuild('drift')).toEqual({ refused: 'sealed' })
  })

  it('are 0 when all is well, which is no error', async () => {
    const { logger, metrics } = await import('#runtime/log.ts')
    const error = vi.spyOn(logger, 'error')
    const metric = vi.spyOn(metrics, 'addMetric')
    const { command } = actionsOn(functions, stage, 'steady')
    const { events } = done(await command({ type: 'sealRound', round: 'steady' })).body
    await invokeStream('seal-round', [eventRecord('harvest', events[0])])
    expect(metric).toHaveBeenCalledWith('TallyDrift', 'Count', 0)
    expect(error).not.toHaveBeenCalled()
  })
})

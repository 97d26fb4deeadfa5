import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { words as refusals } from '#words/zh/refusals.ts'
import { tables, type TableName } from '#store/tables.ts'
import { actionsOn, answered, code, done, invokeStream, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  tokenFor,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'
import { ballotRecord } from '#test/support/stream-records.ts'

const contest = contestWith({
  electorates: [
    { id: 'village', name: '村', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
  ],
  rounds: [
    roundWith({
      secret: true,
      panels: ['village', 'jury'].map((electorate) => ({ electorate, ballot: { kind: 'choose', max: 1 } })),
    }),
  ],
})
const path = { contest: 'harvest' }
const rehearsal = 'rehearsal-harvest'
const choose = (electorate: string, choice: string) => ({ electorate, choices: [choice] })

let functions: Functions
let real: Stage

beforeAll(async () => {
  functions = await startFunctions()
  real = await stageContest(functions, contest, { zhang: 'village', lin: 'jury' })
  // A real contest that only begins like the rehearsal's name, and one whose round has a ballot.
  await stageContest(functions, { ...contest, id: 'harvest-rehearsal' }, { zhang: 'village' })
  const { command, cast } = actionsOn(functions, real)
  done(await command({ type: 'openRound', round: 'final' }))
  done(await cast('zhang', choose('village', 'east')))
})
afterAll(() => functions.stop())

/** Every item of every table, as text that can be compared. */
async function everything(): Promise<Record<TableName, string[]>> {
  const { db } = await import('#store/client.ts')
  const all: Partial<Record<TableName, string[]>> = {}
  for (const table of Object.keys(tables) as TableName[]) {
    const { Items = [] } = await db.send(new ScanCommand({ TableName: table }))
    all[table] = Items.map((item) => JSON.stringify(Object.entries(item).sort())).sort()
  }
  return all as Record<TableName, string[]>
}

const start = (token = real.organiser) => functions.call('start-rehearsal', { path, token })
const wipe = () => functions.call('wipe-rehearsal', { path, token: real.organiser })

/** A wipe waits for votes on their way: here less long than it does deployed, since none is, but where it is looked at closely. */
async function wipeSoon(): Promise<void> {
  vi.stubEnv('CAST_TIMEOUT_SECONDS', '2')
  vi.stubEnv('HEAD_AGE_SECONDS', '0.3')
  done(await wipe())
  vi.unstubAllEnvs()
}

/** A rehearsal with robots, one of which has voted. */
async function rehearse(): Promise<Stage> {
  const organiser = await tokenFor(functions, done(await start()).body.code)
  const rows = [
    { id: 'robot-1', electorate: 'village' },
    { id: 'robot-2', electorate: 'jury' },
  ]
  const added = await functions.call('add-voters', {
    path: { contest: rehearsal },
    token: organiser,
    body: { voters: rows },
  })
  const voters: Record<string, string> = {}
  for (const { id, code: robot } of done(added).body.voters) voters[id] = await tokenFor(functions, robot)
  const stage = { ...real, contest: rehearsal, organiser, voters }
  const { command, cast } = actionsOn(functions, stage)
  done(await command({ type: 'openRound', round: 'final' }))
  done(await cast('robot-1', choose('village', 'west')))
  return stage
}

describe('when none is there', () => {
  it('is copied from the contest, and whoever asks becomes an organiser in it', async () => {
    const answer = await start()
    const id = expect.stringMatching(/^organiser-[0-9a-f]{8}$/)
    const link = expect.stringContaining(`/console?contest=${rehearsal}#`)
    expect(answer).toEqual(answered({ contest: rehearsal, created: true, id, code, link }))
    const copy = await functions.call('read-contest', { path: { contest: rehearsal } })
    expect(copy.body).toEqual({ ...contest, id: rehearsal })
    await wipeSoon()
  })

  it('has nothing to wipe', async () => {
    expect(await wipe()).toEqual(answered({ removed: 0, done: true }))
  })
})

describe('when one is going on', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await rehearse()
  })
  afterAll(() => wipeSoon())

  it('is joined by others, not replaced', async () => {
    const joined = done(await start(real.owner)).body
    expect(joined).toMatchObject({ contest: rehearsal, created: false })
    const token = await tokenFor(functions, joined.code)
    const live = await functions.call('read-console', { path: { contest: rehearsal }, token })
    expect(live.body.rounds.final.status).toBe('open')
  })

  it('takes nobody from the contest, and the contest takes nobody from it', async () => {
    const cast = (contestId: string, token: string | undefined) =>
      functions.call('cast-ballot', {
        path: { contest: contestId, round: 'final' },
        token: token ?? '',
        body: { ballot: choose('village', 'west'), requestId: 'across' },
      })
    expect(await cast('harvest', stage.voters['robot-1'])).toEqual(refused('not-found'))
    expect(await cast(rehearsal, real.voters['zhang'])).toEqual(refused('not-found'))
    const console = { path, token: stage.organiser }
    expect(await functions.call('read-console', console)).toEqual(refused('not-found'))
    expect(await functions.call('wipe-rehearsal', console)).toEqual(refused('not-found'))
  })
})

describe('when wiped', () => {
  it('leaves nothing of it in any table, and every item of every contest as it was', async () => {
    const before = await everything()
    const stage = await rehearse()
    const { command, cast } = actionsOn(functions, stage)
    done(await command({ type: 'voidRound', round: 'final', reason: '再来一次' }))
    done(await command({ type: 'openRound', round: 'final' }))
    done(await cast('robot-2', choose('jury', 'east')))
    expect((await everything()).Ballots.length).toBe(before.Ballots.length + 2)
    expect(done(await wipe()).body).toMatchObject({ done: true })
    expect(await everything()).toEqual(before)
  })

  it('is gone for everybody who was in it', async () => {
    const stage = await rehearse()
    await wipeSoon()
    const { cast, command } = actionsOn(functions, stage)
    expect(await cast('robot-1', choose('village', 'east'))).toEqual(refused('not-found'))
    expect(await command({ type: 'stageContestant', contestant: 'east' })).toEqual(refused('not-found'))
    expect(await functions.call('read-live', { path: { contest: rehearsal } })).toEqual(refused('not-found'))
  })

  it('counts no ballot that its stream still brings', async () => {
    const before = await everything()
    const late = { voter: 'robot-1', ballot: choose('village', 'east'), receipt: 'R', revision: 1, casts: [] }
    await invokeStream('tally-ballots', [ballotRecord(`${rehearsal}/final/1#0`, '1'.padStart(21, '0'), late)])
    expect(await everything()).toEqual(before)
  })

  it('lets nobody of it into the next one, which has the same id', async () => {
    const before = await rehearse()
    await wipeSoon()
    const after = await rehearse()
    const call = { path: { contest: rehearsal } }
    for (const token of [before.organiser, before.voters['robot-1']])
      for (const name of ['read-console', 'read-log'] as const)
        expect(await functions.call(name, { ...call, ...(token && { token }) })).toEqual(
          refused('unauthorized'),
        )
    const { cast, command } = actionsOn(functions, { ...before, voters: { ...before.voters } })
    expect(await cast('robot-1', choose('village', 'east'))).toEqual(refused('unauthorized'))
    expect(await command({ type: 'stageContestant', contestant: 'east' })).toEqual(refused('unauthorized'))
    done(await functions.call('read-console', { ...call, token: after.organiser }))
  })

  it('begins anew with the document of now', async () => {
    const renamed = contestWith({ id: 'renamed', title: '改名之前' })
    const stage = await stageContest(functions, renamed, {})
    const rehearsed = { path: { contest: 'renamed' }, token: stage.organiser }
    const titleNow = async () =>
      (await functions.call('read-contest', { path: { contest: 'rehearsal-renamed' } })).body.title
    done(await functions.call('start-rehearsal', rehearsed))
    expect(await titleNow()).toBe('改名之前')
    done(await functions.call('replace-contest', { ...rehearsed, body: { ...renamed, title: '改名之后' } }))
    done(await functions.call('wipe-rehearsal', rehearsed))
    done(await functions.call('start-rehearsal', rehearsed))
    expect(await titleNow()).toBe('改名之后')
  })
})

describe('by hand', () => {
  const detail = refusals['is-rehearsal']
  const byHand = refused('not-allowed', { reason: 'is-rehearsal', detail })

  it('is neither created nor changed', async () => {
    const body = { ...contest, id: 'rehearsal-of-mine' }
    const token = real.owner
    expect(
      await functions.call('replace-contest', { path: { contest: 'rehearsal-of-mine' }, token, body }),
    ).toEqual(byHand)
  })

  it('has no rehearsal of its own', async () => {
    const call = { path: { contest: rehearsal }, token: real.owner }
    expect(await functions.call('start-rehearsal', call)).toEqual(byHand)
    expect(await functions.call('wipe-rehearsal', call)).toEqual(byHand)
  })
})

describe('what deletes', () => {
  it('refuses every contest that is no rehearsal', async () => {
    const { contestDeletions, deleteHead } = await import('#store/contests.ts')
    const { ballotDeletions } = await import('#store/ballots.ts')
    const { keyDeletion } = await import('#store/keys.ts')
    const { peopleDeletions } = await import('#store/people.ts')
    const { tallyDeletions } = await import('#store/tallies.ts')
    const before = await everything()
    const attempt = { contest: 'harvest', round: 'final', attempt: 1, buckets: 1 }
    const refusal = /‘harvest’ is no rehearsal/
    await expect(deleteHead('harvest')).rejects.toThrow(refusal)
    for (const deletions of [
      contestDeletions('harvest'),
      ballotDeletions(attempt),
      tallyDeletions('harvest'),
      peopleDeletions('harvest'),
    ])
      await expect(deletions.next()).rejects.toThrow(refusal)
    expect(() => keyDeletion(attempt)).toThrow(refusal)
    expect(await everything()).toEqual(before)
  })
})

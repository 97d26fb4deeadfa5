import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { actionsOn, answered, done, invokeStream, refused, sha256, time } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'
import { ballotRecord } from '#test/support/stream-records.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

const electorates: Contest['electorates'] = [
  { id: 'village', name: '村', role: 'voter' },
  { id: 'jury', name: '评委', role: 'judge' },
]
const criteria = [{ id: 'look', name: '村容', max: 100 }]

const panels: Round['panels'] = [
  { electorate: 'village', weight: 40, ballot: { kind: 'choose', max: 1 } },
  { electorate: 'jury', weight: 60, ballot: { kind: 'score', criteria } },
]

/** Three villagers of two villages, two judges. */
async function setup(round: Partial<Round> = {}) {
  const contest = contestWith({ id: `harvest-${++contests}`, electorates }, { panels, ...round })
  const stage = await stageContest(functions, contest, {
    zhang: 'village',
    wang: 'village',
    li: 'village',
    lin: 'jury',
    gao: 'jury',
  })
  const path = { contest: stage.contest }
  const voters = [
    { id: 'zhang', electorate: 'village', name: '张三', unit: '东村' },
    { id: 'wang', electorate: 'village', name: '王五', unit: '东村' },
    { id: 'li', electorate: 'village', name: '李四', unit: '西村' },
    { id: 'lin', electorate: 'jury', name: '林评委' },
  ]
  done(await functions.call('add-voters', { path, token: stage.organiser, body: { voters } }))
  return {
    stage,
    ...actionsOn(functions, stage),
    read: (token = stage.organiser) => functions.call('read-console', { path, token }),
  }
}

const nothing = {
  overtime: [],
  correctionDue: false,
  results: [],
  units: [],
  progress: [],
  missing: [],
  marks: {},
  delays: {},
}
const notSealed = {
  publishResult: 'round-not-sealed',
  releaseComments: 'round-not-sealed',
  reveal: 'round-not-sealed',
  revealParts: 'round-not-sealed',
}
/** What may be done next, and what refuses the rest. */
const available = {
  waiting: {
    ...notSealed,
    openRound: null,
    closeRound: 'round-not-opened',
    extendRound: 'round-not-open',
    reopenRound: 'round-not-opened',
    voidRound: 'round-not-opened',
    sealRound: 'round-not-opened',
    showMarks: 'round-not-opened',
  },
  openWithoutEnd: {
    ...notSealed,
    openRound: 'round-open',
    closeRound: null,
    extendRound: 'round-without-end',
    reopenRound: 'round-open',
    voidRound: null,
    sealRound: 'round-not-closed',
    showMarks: null,
  },
  sealed: {
    openRound: 'round-ended',
    closeRound: 'round-not-open',
    extendRound: 'round-not-open',
    reopenRound: 'round-sealed',
    voidRound: 'needs-approval',
    sealRound: 'round-sealed',
    showMarks: 'round-sealed',
    publishResult: null,
    releaseComments: null,
    reveal: null,
    revealParts: null,
  },
}
const votes = { electorate: 'village', choices: ['east'] }
const scores = { electorate: 'jury', scores: { east: { look: 90 } } }

describe('while a round waits', () => {
  it('answers the live document and nothing about people', async () => {
    const { stage, read } = await setup()
    const waiting = {
      status: 'waiting',
      attempt: 1,
      turnout: { village: { cast: 0, eligible: 3 }, jury: { cast: 0, eligible: 2 } },
      standings: null,
    }
    expect(await read()).toEqual(
      answered({
        contest: stage.contest,
        version: 5,
        at: time,
        head: sha256,
        stage: null,
        approvals: 'two',
        proposals: [],
        rounds: { final: waiting },
        details: { final: { ...nothing, available: available.waiting } },
      }),
    )
  })
})

describe('while a round is open', () => {
  it('tells turnout by unit, how far each judge is and who is missing', async () => {
    const { cast, command, read, stage } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    done(await cast('zhang', votes))
    done(await cast('lin', scores))
    const answer = await read()
    expect(answer.body.details.final).toEqual({
      ...nothing,
      available: available.openWithoutEnd,
      results: [],
      units: expect.any(Array),
      progress: expect.any(Array),
      missing: expect.any(Array),
      marks: {},
      delays: {},
    })
    const { units, progress, missing } = answer.body.details.final
    expect(units).toHaveLength(2)
    expect(units).toEqual(
      expect.arrayContaining([
        { electorate: 'village', unit: '东村', cast: 1, eligible: 2 },
        { electorate: 'village', unit: '西村', cast: 0, eligible: 1 },
      ]),
    )
    expect(progress).toHaveLength(2)
    expect(progress).toEqual(
      expect.arrayContaining([
        { voter: 'lin', electorate: 'jury', name: '林评委', marked: 1, of: 2 },
        { voter: 'gao', electorate: 'jury', marked: 0, of: 2 },
      ]),
    )
    expect(missing).toHaveLength(3)
    expect(missing).toEqual(
      expect.arrayContaining([
        { voter: 'wang', electorate: 'village', name: '王五', unit: '东村' },
        { voter: 'li', electorate: 'village', name: '李四', unit: '西村' },
        { voter: 'gao', electorate: 'jury' },
      ]),
    )
    expect((await read(stage.observer)).body.details).toEqual(answer.body.details)
  })

  it('shows the figures that the public does not see, and the viewers’ delays', async () => {
    const { command, read, stage } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    const stored = (voter: string, ballot: typeof votes | typeof scores, delay?: number) => ({
      voter,
      ballot,
      receipt: `receipt-of-${voter}`,
      revision: 1,
      casts: [{ id: 'r1' }],
      ...(delay !== undefined && { delay }),
    })
    await invokeStream('tally-ballots', [
      ballotRecord(`${stage.contest}/final/1#0`, '1', stored('zhang', votes, 12)),
      ballotRecord(`${stage.contest}/final/1#0`, '2', stored('wang', votes, 12)),
      ballotRecord(`${stage.contest}/final/1#0`, '3', stored('lin', scores, 3)),
    ])
    const { rounds, details } = (await read()).body
    expect(details.final.delays).toEqual({ 12: 2, 3: 1 })
    expect(rounds.final.turnout).toEqual({
      village: { cast: 2, eligible: 3 },
      jury: { cast: 1, eligible: 2 },
    })
    expect(rounds.final.standings[0]).toEqual({
      contestant: 'east',
      rank: 1,
      tied: false,
      total: '94.00',
      panels: {
        village: { points: '100.00', part: '40.00', votes: 2 },
        jury: { points: '90.00', part: '54.00', marks: 1, criteria: { look: '90.00' } },
      },
    })
    const live = await functions.call('read-live', { path: { contest: stage.contest } })
    expect(live.body.rounds.final.standings).toBeNull()
    expect(JSON.stringify(live.body)).not.toContain('94.00')
  })
})

describe('while a secret round is open', () => {
  const crowd = Array.from({ length: 9 }, (_, index) => ({
    id: `n${index}`,
    electorate: 'village',
    unit: index < 6 ? '北村' : '南村',
  }))

  it('tells turnout of units in steps of five, and no name', async () => {
    const { cast, command, read, stage } = await setup({ secret: true })
    const path = { contest: stage.contest }
    const added = await functions.call('add-voters', {
      path,
      token: stage.organiser,
      body: { voters: crowd },
    })
    for (const { id, code } of done(added).body.voters)
      stage.voters[id] = done(await functions.call('open-session', { body: { code } })).body.token
    done(await command({ type: 'openRound', round: 'final' }))
    done(await cast('zhang', votes))
    done(await cast('lin', scores))
    for (const { id } of crowd.slice(0, 4)) done(await cast(id, votes))
    const units = [
      { electorate: 'village', unit: '北村', cast: 0, eligible: 6 },
      { electorate: 'village', unit: '', cast: 0, eligible: 6, others: true },
    ]
    const { details } = (await read()).body
    expect(details.final).toEqual({ ...nothing, available: available.openWithoutEnd, units })
    expect(JSON.stringify(details)).not.toMatch(/zhang|wang|lin|n0|张三|林评委/)
    done(await cast('n4', votes))
    await expect
      .poll(async () => (await read()).body.details.final.units)
      .toEqual([{ ...units[0], cast: 5 }, units[1]])
  })
})

describe('when a round is being sealed, and when it is', () => {
  it('says so, and names the results there are', { timeout: 30_000 }, async () => {
    const { cast, runAndSeal, read } = await setup()
    await runAndSeal(() => Promise.all([cast('zhang', votes), cast('lin', scores)]))
    const { rounds, details } = (await read()).body
    expect(rounds.final).toMatchObject({
      status: 'sealed',
      standings: [{ contestant: 'east' }, { contestant: 'west' }],
    })
    expect(details.final).toEqual({
      ...nothing,
      available: available.sealed,
      reveal: { next: 1, previous: null },
      results: [{ version: 1, digest: sha256, quorumMissed: [], unfilled: [], disclosing: [] }],
    })
  })

  it('says so while it waits', async () => {
    const { command, read } = await setup()
    const { closesAt } = done(await command({ type: 'openRound', round: 'final', seconds: 1 })).body.events[0]
    done(await command({ type: 'sealRound', round: 'final' }, { at: Date.parse(closesAt) }))
    expect((await read()).body.rounds.final).toMatchObject({ status: 'closed', sealing: true })
  })
})

describe('for anybody else', () => {
  it('is not there', async () => {
    const { stage, read } = await setup()
    expect(await read(stage.voters['zhang'])).toEqual(refused('forbidden'))
    expect(await read(stage.voters['lin'])).toEqual(refused('forbidden'))
    const nowhere = { path: { contest: 'nowhere' }, token: stage.owner }
    expect(await functions.call('read-console', nowhere)).toEqual(refused('not-found'))
  })
})

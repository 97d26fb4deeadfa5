import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { digestOf } from '#core/canonical.ts'
import { actionsOn, answered, done, faults, refused, sha256, time } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'

let functions: Functions
let stage: Stage
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contestWith({ id: 'harvest' }), {})
})
afterAll(() => functions.stop())

const put = (contest: string, token: string, body: unknown) =>
  functions.call('replace-contest', { path: { contest }, token, body })
const read = (contest: string) => functions.call('read-contest', { path: { contest } })

describe('where there is no contest', () => {
  it('lets the owner create it, as the first event of its log', async () => {
    const contest = contestWith({ id: `new-${++contests}` })
    expect(await put(contest.id, stage.owner, contest)).toEqual(
      answered({
        version: 1,
        events: [
          {
            n: 1,
            at: time,
            actor: 'owner',
            type: 'contestDefined',
            approvals: 'two',
            document: digestOf(contest),
            prev: '0'.repeat(64),
            hash: sha256,
          },
        ],
      }),
    )
    expect(await read(contest.id)).toEqual(answered(contest, { 'cache-control': 'public, max-age=1' }))
  })

  it('does not let the organiser of another contest', async () => {
    const contest = contestWith({ id: `new-${++contests}` })
    expect(await put(contest.id, stage.organiser, contest)).toEqual(refused('not-found'))
    expect(await read(contest.id)).toEqual(refused('not-found'))
  })
})

describe('where there is one that was not opened yet', () => {
  it('replaces it, the figures of the roster stay', async () => {
    const other = await stageContest(functions, contestWith({ id: `new-${++contests}` }), {
      zhang: 'village',
    })
    const changed = contestWith({ id: other.contest, title: '丰收节（改）' })
    expect(await put(other.contest, other.organiser, changed)).toMatchObject({
      status: 200,
      body: { events: [{ type: 'contestDefined', actor: expect.stringMatching(/^organiser-/) }] },
    })
    const live = await functions.call('read-live', { path: { contest: other.contest } })
    expect(live.body.rounds.final.turnout).toEqual({ village: { cast: 0, eligible: 1 } })
    expect((await read(other.contest)).body).toEqual(changed)
  })

  it('replaces only the version that its editor has seen, where that is named', async () => {
    const contest = contestWith({ id: `new-${++contests}` })
    const over = (version: string, title: string) =>
      functions.call('replace-contest', {
        path: { contest: contest.id },
        token: stage.owner,
        body: { ...contest, title },
        headers: { 'if-match': version },
      })
    expect(await over('"0"', '甲')).toMatchObject({ status: 200, body: { version: 1 } })
    expect(await over('"0"', '乙')).toEqual(
      refused('version-conflict', { detail: 'The contest is at version 1' }),
    )
    expect(await over('"1"', '丙')).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await over('2', '丁')).toEqual(refused('bad-request', faults('If-Match')))
    expect((await read(contest.id)).body).toEqual({ ...contest, title: '丙' })
  })

  it('keeps what was put right and who has left, and says so; no round may be left with too few', async () => {
    const contest = contestWith({ id: `new-${++contests}` })
    const other = await stageContest(functions, contest, {})
    const { command } = actionsOn(functions, other)
    const fields = { name: '东庄' }
    done(await command({ type: 'amend', what: 'contestant', id: 'east', fields, reason: '印错' }))
    done(await command({ type: 'withdrawContestant', contestant: 'west', reason: '临时有事' }))
    const again = await put(contest.id, other.organiser, { ...contest, title: '丰收节（改）' })
    expect(again.body.events).toMatchObject([
      {
        type: 'contestDefined',
        amendments: [{ id: 'east', fields, before: { name: '东村' }, reason: '印错' }],
        withdrawals: [{ contestant: 'west', rounds: ['final'], reason: '临时有事' }],
      },
    ])
    const inForce = await functions.call('read-in-force', { path: { contest: contest.id } })
    expect(inForce.body).toMatchObject({
      contest: { title: '丰收节（改）', rounds: [{ contestants: ['east'] }] },
      withdrawals: [{ contestant: 'west' }],
    })
    const panels = [{ electorate: 'village', ballot: { kind: 'choose', min: 2, max: 2 } }]
    const rounds = contest.rounds.map((round) => ({ ...round, panels }))
    expect(await put(contest.id, other.organiser, { ...contest, rounds })).toEqual(
      refused('not-allowed', { reason: 'leaves-too-few', detail: expect.any(String) }),
    )
  })

  it('refuses a document of another contest', async () => {
    expect(await put('harvest', stage.organiser, contestWith({ id: 'elsewhere' }))).toEqual(
      refused('bad-request', faults('$.id')),
    )
  })

  it('names every fault of a document, and keeps the one there is', async () => {
    const before = (await read('harvest')).body as Contest
    const [round] = contestWith().rounds
    const document = {
      ...contestWith({ id: 'harvest' }),
      weight: 2,
      decimals: 9,
      contestants: [
        { id: 'east', name: '东村' },
        { id: 'east', name: '东村' },
        { id: 'no/slash', name: '' },
      ],
      rounds: [
        { ...round, panels: [{ electorate: 'nobody', ballot: { kind: 'choose', min: 2, max: 1 } }] },
        { ...round, id: 'second', contestants: [] },
      ],
    }
    const answer = await put('harvest', stage.organiser, document)
    expect(answer).toEqual(refused('bad-request', { errors: expect.any(Array) }))
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      [
        '$.weight',
        '$.decimals',
        '$.contestants[1].id',
        '$.contestants[2].id',
        '$.contestants[2].name',
        '$.rounds[0].panels[0].electorate',
        '$.rounds[0].panels[0].ballot.max',
        '$.rounds[1].contestants',
      ].sort(),
    )
    expect((await read('harvest')).body).toEqual(before)
  })

  it('names the rule behind each fault, with what there is to say about it and its English sentence', async () => {
    const document = {
      ...contestWith({ contestants: [{ id: 'east', name: '' }] }),
      decimals: 9,
      colour: 'red',
    }
    const { status, body } = await put('harvest', stage.organiser, document)
    expect({ status, errors: body.errors }).toEqual({
      status: 400,
      errors: [
        {
          path: '$.decimals',
          message: 'Invalid option: expected one of 0|1|2|3|4',
          code: 'not-an-option',
          params: { options: '0|1|2|3|4' },
        },
        {
          path: '$.contestants[0].name',
          message: 'Too small: expected string to have >=1 characters',
          code: 'text-too-short',
          params: { least: 1 },
        },
        { path: '$.colour', message: 'Unknown field', code: 'unknown-field', params: {} },
      ],
    })
  })

  it.each([null, [], 'contest', 7])('refuses %j, which is no document', async (body) => {
    expect(await put('harvest', stage.organiser, JSON.stringify(body))).toEqual(
      refused('bad-request', faults('$')),
    )
  })

  it('refuses fields that only look like one', async () => {
    const document = JSON.stringify(contestWith({ id: 'harvest' })).replace('{', '{"__proto__":{"id":"x"},')
    expect(await put('harvest', stage.organiser, document)).toEqual(
      refused('bad-request', faults('$.__proto__')),
    )
  })
})

describe('where a window has opened', () => {
  it('refuses any replacement, even by the owner and after the round was voided', async () => {
    const contest = contestWith({ id: `new-${++contests}` })
    const opened = await stageContest(functions, contest, {})
    const { command } = actionsOn(functions, opened)
    done(await command({ type: 'openRound', round: 'final' }))
    const inUse = refused('not-allowed', {
      reason: 'document-in-use',
      detail: '已经开过投票，活动设置不能再修改。',
    })
    expect(await put(contest.id, opened.organiser, contest)).toEqual(inUse)
    done(await command({ type: 'voidRound', round: 'final', reason: '停电' }))
    expect(await put(contest.id, opened.owner, contest)).toEqual(inUse)
  })
})

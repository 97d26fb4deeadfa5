import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { answered, code, done, faults, refused } from '#test/support/actions.ts'
import { pass } from '#test/support/clock.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, tokenFor, type Functions } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

const electorates: Contest['electorates'] = [
  { id: 'village', name: '村', role: 'voter' },
  { id: 'jury', name: '评委', role: 'judge' },
  { id: 'viewers', name: '观众', role: 'voter', admission: 'open' },
]

async function setup() {
  const stage = await stageContest(functions, contestWith({ id: `harvest-${++contests}`, electorates }), {})
  const path = { contest: stage.contest }
  return {
    stage,
    add: (voters: unknown) =>
      functions.call('add-voters', { path, token: stage.organiser, body: { voters } }),
    eligible: async () =>
      (await functions.call('read-live', { path })).body.rounds.final.turnout.village.eligible as number,
    lastEvent: async () =>
      (await functions.call('read-log', { path, token: stage.organiser })).body.events.at(-1),
  }
}

const villagers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    id: `v${from + index}`,
    electorate: 'village',
    name: `村民${index}`,
  }))

describe('with people who are new', () => {
  it('answers a code and a link for each, by the page they need, and counts them in the log', async () => {
    const { stage, add, lastEvent } = await setup()
    const answer = await add([
      { id: 'zhang', electorate: 'village', name: '张三', unit: '东村' },
      { id: 'lin', electorate: 'jury' },
    ])
    expect(answer).toEqual(
      answered({
        voters: [
          { id: 'zhang', code, link: expect.any(String) },
          { id: 'lin', code, link: expect.any(String) },
        ],
      }),
    )
    const [zhang, lin] = answer.body.voters
    expect(zhang.link).toBe(`http://leitai.test/watch?contest=${stage.contest}#${zhang.code}`)
    expect(lin.link).toBe(`http://leitai.test/judge?contest=${stage.contest}#${lin.code}`)
    const opened = await functions.call('open-session', { body: { code: lin.code } })
    expect(opened.body).toMatchObject({ role: 'judge', electorate: 'jury', voter: 'lin' })
    expect(await lastEvent()).toMatchObject({
      type: 'votersAdded',
      added: { village: 1, jury: 1 },
      updated: 0,
    })
  })

  it('takes five hundred at once, and no more', async () => {
    const { add, eligible } = await setup()
    const answer = await add(villagers(500))
    expect(answer.body.voters.map(({ id }: Json) => id)).toEqual(villagers(500).map(({ id }) => id))
    expect(new Set(answer.body.voters.map((voter: Json) => voter.code)).size).toBe(500)
    expect(await eligible()).toBe(500)
    expect(await add(villagers(501))).toEqual(refused('bad-request', faults('$.voters')))
    expect(await eligible()).toBe(500)
  })
})

describe('with people who are there already', () => {
  it('updates name and unit, keeps the code and answers none', async () => {
    const { stage, add, eligible, lastEvent } = await setup()
    const first = done(await add([{ id: 'zhang', electorate: 'village', name: '张三' }]))
    expect(await add([{ id: 'zhang', electorate: 'village', name: '张三丰', unit: '西村' }])).toEqual(
      answered({ voters: [] }),
    )
    expect(await lastEvent()).toMatchObject({ type: 'votersAdded', added: {}, updated: 1 })
    expect(await eligible()).toBe(1)
    await tokenFor(functions, first.body.voters[0].code)

    done(
      await functions.call('run-command', {
        path: { contest: stage.contest },
        token: stage.organiser,
        body: { type: 'openRound', round: 'final' },
      }),
    )
    const console = await functions.call('read-console', {
      path: { contest: stage.contest },
      token: stage.organiser,
    })
    expect(console.body.details.final.missing).toEqual([
      { voter: 'zhang', electorate: 'village', name: '张三丰', unit: '西村' },
    ])
  })

  it('writes nothing when nothing is new', async () => {
    const { add, lastEvent } = await setup()
    const rows = [{ id: 'zhang', electorate: 'village', name: '张三' }]
    done(await add(rows))
    const before = await lastEvent()
    expect(await add(rows)).toEqual(answered({ voters: [] }))
    expect(await lastEvent()).toEqual(before)
  })

  it('answers codes of the new ones only', async () => {
    const { add, eligible } = await setup()
    done(await add(villagers(3)))
    const answer = await add(villagers(5))
    expect(answer.body.voters.map(({ id }: Json) => id)).toEqual(['v3', 'v4'])
    expect(await eligible()).toBe(5)
  })

  it('counts each once when two organisers add the same list', async () => {
    const { add, eligible } = await setup()
    const answers = await Promise.all([add(villagers(60)), add(villagers(60))])
    const codes = answers.flatMap(({ body }) => body.voters.map(({ id }: Json) => id))
    expect(codes.toSorted()).toEqual(
      villagers(60)
        .map(({ id }) => id)
        .toSorted(),
    )
    expect(await eligible()).toBe(60)
  })
})

describe('with a fault anywhere in the list', () => {
  const row = { id: 'zhang', electorate: 'village' }
  const bad: [string, unknown, string[]][] = [
    ['an electorate nobody knows', [row, { id: 'wang', electorate: 'moon' }], ['$.voters[1].electorate']],
    ['an electorate without a roster', [{ id: 'wang', electorate: 'viewers' }], ['$.voters[0].electorate']],
    ['the same person twice', [row, { ...row, name: '张' }], ['$.voters[1].id']],
    [
      'two who are told apart by nobody',
      [
        { ...row, id: 'a1' },
        { ...row, id: 'а1' },
      ],
      ['$.voters[1].id'],
    ],
    ['several', [row, row, { id: 'w', electorate: 'moon' }], ['$.voters[1].id', '$.voters[2].electorate']],
    ['an id with a separator', [{ ...row, id: 'a/b' }], ['$.voters[0].id']],
    ['an id every object has', [{ ...row, id: 'constructor' }], ['$.voters[0].id']],
    ['a field nobody knows', [{ ...row, weight: 2 }], ['$.voters[0].weight']],
    ['an empty name', [{ ...row, name: ' ' }], ['$.voters[0].name']],
    ['nobody', [], ['$.voters']],
    ['no list', 'zhang', ['$.voters']],
  ]
  it('names every one, and writes nothing', async () => {
    const { add, lastEvent } = await setup()
    const before = await lastEvent()
    for (const [what, voters, paths] of bad) {
      const answer = await add(voters)
      expect(answer, what).toEqual(refused('bad-request', faults(...paths)))
    }
    expect(await lastEvent()).toEqual(before)
  })

  it('also when it stands at the end of a long one', async () => {
    const { add, eligible } = await setup()
    done(await add([{ id: 'lin', electorate: 'jury' }]))
    const list = [...villagers(200), { id: 'lin', electorate: 'village' }]
    expect(await add(list)).toEqual(refused('bad-request', faults('$.voters[200].electorate')))
    expect(await eligible()).toBe(0)
  })

  it('refuses an id that somebody of the staff has', async () => {
    const { stage, add } = await setup()
    const staff = done(
      await functions.call('add-staff', {
        path: { contest: stage.contest },
        token: stage.organiser,
        body: { role: 'observer', name: '李' },
      }),
    )
    expect(await add([{ id: staff.body.id, electorate: 'village' }])).toEqual(
      refused('bad-request', faults('$.voters[0].electorate')),
    )
  })
})

describe('after the close', () => {
  it('does not change how many could have voted', async () => {
    const { stage, add, eligible } = await setup()
    done(await add(villagers(2)))
    const opened = done(
      await functions.call('run-command', {
        path: { contest: stage.contest },
        token: stage.organiser,
        body: { type: 'openRound', round: 'final', seconds: 60 },
      }),
    )
    pass(Date.parse(opened.body.events[0].closesAt) - Date.now())
    done(await add(villagers(3, 2)))
    expect(await eligible()).toBe(2)
  })
})

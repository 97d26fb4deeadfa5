import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Round } from '#contract/contest.ts'
import { actionsOn, done, refused } from '#test/support/actions.ts'
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

const round = 'final'
const reason = '名单导错了'
const ballot = { electorate: 'village', choices: ['east'] }
const village = { zhang: 'village', wang: 'village', li: 'village' }

async function setup(over: Partial<Round> = {}, people: Record<string, string> = village) {
  const stage = await stageContest(functions, contestWith({ id: `harvest-${++contests}` }, over), people)
  const actions = actionsOn(functions, stage)
  const path = { contest: stage.contest }
  return {
    ...actions,
    stage,
    remove: (...voters: string[]) => actions.command({ type: 'removeVoters', voters, reason }),
    add: (body: object) => functions.call('add-voters', { path, token: stage.organiser, body }),
    eligible: async () =>
      (await functions.call('read-live', { path })).body.rounds.final.turnout.village.eligible as number,
    roster: async () =>
      (await functions.call('read-roster', { path, token: stage.organiser })).body.voters.map(
        ({ id }: Json) => id,
      ),
    lastEvent: async () =>
      (await functions.call('read-log', { path, token: stage.organiser })).body.events.at(-1),
  }
}

const blocked = (...named: [voter: string, code: string][]) =>
  refused('not-allowed', {
    reason: 'people-have-ballots',
    detail: expect.stringContaining(named.map(([voter]) => voter).join(', ')),
    errors: named.map(([id, code]) => expect.objectContaining({ code, params: { id, round } })),
  })

describe('before anybody has voted', () => {
  it('people leave the roster: fewer are eligible, their codes lead nowhere, the log names them', async () => {
    const { stage, remove, eligible, roster, lastEvent, command, cast } = await setup()
    const token = await tokenFor(functions, stage.codes['zhang'] ?? '')
    done(await remove('zhang', 'wang'))
    expect(await lastEvent()).toMatchObject({
      type: 'votersRemoved',
      voters: ['zhang', 'wang'],
      reason,
      removed: { village: 2 },
    })
    expect([await eligible(), await roster()]).toEqual([1, ['li']])
    for (const voter of ['zhang', 'wang'])
      expect(await functions.call('open-session', { body: { code: stage.codes[voter] } })).toEqual(
        refused('unauthorized'),
      )
    done(await command({ type: 'openRound', round }))
    expect(await cast('zhang', ballot, { token })).toEqual(refused('unauthorized'))
    expect((await cast('li', ballot)).status).toBe(200)
  })

  it.each([
    ['who is not on the roster', ['zhang', 'nobody'], ['$.voters[1]']],
    ['who is named twice', ['zhang', 'zhang'], ['$.voters[1]']],
    ['of the staff', ['organiser-1'], ['$.voters[0]']],
  ])('nobody is removed with somebody %s', async (_, voters, paths) => {
    const { remove, eligible } = await setup()
    const answer = await remove(...voters)
    expect([answer.status, answer.body.errors.map(({ path }: Json) => path)]).toEqual([400, paths])
    expect(await eligible()).toBe(3)
  })

  it('a long list leaves in pieces, each with its event, and the number falls by all of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`v${index}`, 'village']))
    const { remove, eligible } = await setup({}, many)
    const { body } = done(await remove(...Object.keys(many)))
    expect(body.events.flatMap(({ voters }: Json) => voters)).toEqual(Object.keys(many))
    expect([body.events.length > 1, await eligible()]).toEqual([true, 0])
  })

  it('who comes back has a new code, and the sessions of before stay ended', async () => {
    const { stage, remove, add, command, cast } = await setup()
    const old = await tokenFor(functions, stage.codes['zhang'] ?? '')
    done(await command({ type: 'openRound', round }))
    done(await remove('zhang'))
    const { body } = done(await add({ voters: [{ id: 'zhang', electorate: 'village' }] }))
    expect(await cast('zhang', ballot, { token: old })).toEqual(refused('unauthorized'))
    const token = await tokenFor(functions, body.voters[0].code)
    expect((await cast('zhang', ballot, { token })).status).toBe(200)
    expect(await remove('zhang')).toEqual(blocked(['zhang', 'has-ballot']))
  })
})

describe('while a round is open', () => {
  it('who has a ballot stays, is named, and keeps everybody who was named with them', async () => {
    const { remove, eligible, command, cast } = await setup()
    done(await command({ type: 'openRound', round }))
    done(await cast('zhang', ballot))
    expect(await remove('wang', 'zhang')).toEqual(blocked(['zhang', 'has-ballot']))
    expect(await eligible()).toBe(3)
    done(await remove('wang'))
    expect(await eligible()).toBe(2)
  })

  it('a vote and a removal at the same time: one of them comes first, and the other is refused', async () => {
    const people = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`v${index}`, 'village']))
    const { remove, command, cast, eligible } = await setup({}, people)
    done(await command({ type: 'openRound', round }))
    await Promise.all(
      Object.keys(people).map((voter) => cast(voter, { ...ballot, choices: [] }).catch(() => undefined)),
    )
    const outcomes = await Promise.all(
      Object.keys(people).map(async (voter) => {
        const [voted, removed] = await Promise.all([cast(voter, ballot), remove(voter)])
        return voted.status === 200 ? removed.status === 409 : voted.status === 401 && removed.status === 200
      }),
    )
    expect(outcomes).toEqual(outcomes.map(() => true))
    expect(await eligible()).toBeGreaterThanOrEqual(0)
  }, 60_000)
})

describe('after the close', () => {
  it('the round keeps the roster that it had, with those who left since', async () => {
    const { remove, eligible, runAndSeal, cast } = await setup()
    await runAndSeal(async () => {
      done(await cast('zhang', ballot))
      expect(await eligible()).toBe(3)
    })
    done(await remove('wang'))
    expect(await eligible()).toBe(3)
    expect(await remove('zhang')).toEqual(blocked(['zhang', 'has-ballot']))
  }, 30_000)

  it('nothing changes for a round that waits for its count', async () => {
    const { remove, eligible, command, cast } = await setup()
    const { body } = done(await command({ type: 'openRound', round, seconds: 60 }))
    done(await cast('zhang', ballot))
    pass(Date.parse(body.events[0].closesAt) - Date.now())
    done(await remove('wang'))
    expect(await eligible()).toBe(3)
  })

  it('a ballot of an attempt that is void keeps its voter on the roster', async () => {
    const { remove, command, cast } = await setup()
    done(await command({ type: 'openRound', round }))
    done(await cast('zhang', ballot))
    done(await command({ type: 'voidRound', round, reason }))
    expect(await remove('zhang')).toEqual(blocked(['zhang', 'has-ballot']))
    done(await remove('wang'))
  })
})

describe('of a round without names', () => {
  it('nobody leaves while it runs, whoever has voted: that would tell who did', async () => {
    const { remove, command, cast } = await setup({ secret: true })
    done(await command({ type: 'openRound', round }))
    done(await cast('zhang', ballot))
    expect(await remove('wang', 'zhang')).toEqual(
      blocked(['wang', 'may-have-voted'], ['zhang', 'may-have-voted']),
    )
    done(await command({ type: 'voidRound', round, reason }))
    done(await remove('wang', 'zhang'))
  })

  it('nobody leaves once it is counted but who came after its close', async () => {
    const { remove, cast, add, runAndSeal } = await setup({ secret: true })
    await runAndSeal(async () => void done(await cast('zhang', ballot)))
    done(await add({ voters: [{ id: 'late', electorate: 'village' }] }))
    expect(await remove('wang')).toEqual(blocked(['wang', 'may-have-voted']))
    done(await remove('late'))
  }, 30_000)
})

describe('a list', () => {
  it('is known by its name, so that everybody whom it added can be found', async () => {
    const { stage, add, lastEvent } = await setup()
    done(
      await add({
        voters: [
          { id: 'zhang', electorate: 'village', name: '张三' },
          { id: 'new', electorate: 'village' },
        ],
        import: 'l1',
      }),
    )
    expect(await lastEvent()).toMatchObject({
      type: 'votersAdded',
      added: { village: 1 },
      updated: 1,
      import: 'l1',
    })
    const { body } = await functions.call('read-roster', {
      path: { contest: stage.contest },
      token: stage.organiser,
    })
    expect(body.voters.filter((voter: Json) => voter.import === 'l1').map(({ id }: Json) => id)).toEqual([
      'new',
    ])
  })

  it('that would change somebody is refused if it says so, and names them; a unit it leaves out stays', async () => {
    const { add, stage, lastEvent } = await setup()
    done(
      await add({
        voters: [{ id: 'zhang', electorate: 'village', name: '王明', unit: '东村' }],
        replace: true,
      }),
    )
    const before = await lastEvent()
    const other = { id: 'zhang', electorate: 'village', name: '赵四' }
    expect(await add({ voters: [{ id: 'new', electorate: 'village' }, other], replace: false })).toEqual(
      refused('not-allowed', {
        reason: 'people-would-change',
        detail: expect.stringContaining('(zhang)'),
        errors: [
          expect.objectContaining({
            path: '$.voters[1]',
            code: 'person-changes',
            params: { id: 'zhang', was: '王明 · 东村', now: '赵四 · 东村' },
          }),
        ],
      }),
    )
    expect(await lastEvent()).toEqual(before)
    done(await add({ voters: [other], replace: true }))
    const { body } = await functions.call('read-roster', {
      path: { contest: stage.contest },
      token: stage.organiser,
    })
    expect(body.voters.find(({ id }: Json) => id === 'zhang')).toMatchObject({ name: '赵四', unit: '东村' })
  })
})

describe('when a list is taken back', () => {
  const before = { name: '王明', unit: '东村' }
  const after = { name: '赵四', unit: '西村' }
  /** `zhang` was there and is changed by the list; `new` came with it. */
  async function imported(over: Partial<Round> = {}) {
    const hall = await setup(over)
    const voters = [{ id: 'zhang', electorate: 'village', ...before }]
    done(await hall.add({ voters }))
    done(await hall.add({ voters: [{ id: 'new', electorate: 'village' }], import: 'west' }))
    done(await hall.add({ voters: [{ ...voters[0], ...after }], replace: true, import: 'west' }))
    const person = async (id: string): Promise<Json> =>
      done(
        await functions.call('read-roster', {
          path: { contest: hall.stage.contest },
          token: hall.stage.organiser,
        }),
      ).body.voters.find((one: Json) => one.id === id)
    const undo = (list = 'west', voters = ['new'], changed = ['zhang']) =>
      hall.command({ type: 'removeVoters', voters, restore: { import: list, voters: changed }, reason })
    return { ...hall, person, undo }
  }

  it('tells what a list has changed, and gives it back, with an event that names both', async () => {
    const { person, undo, eligible, lastEvent } = await imported()
    expect(await person('zhang')).toMatchObject({ ...after, before: { import: 'west', ...before } })
    expect(await lastEvent()).toMatchObject({ type: 'votersAdded', updated: 1, import: 'west' })
    const { events } = done(await undo()).body
    expect(events).toEqual([
      expect.objectContaining({ type: 'votersRemoved', voters: ['new'], removed: { village: 1 } }),
      expect.objectContaining({ type: 'votersRemoved', voters: [], removed: {}, restored: ['zhang'] }),
    ])
    expect(await person('zhang')).toEqual({ id: 'zhang', electorate: 'village', ...before })
    expect(await person('new')).toBeUndefined()
    expect(await eligible()).toBe(3)
  })

  it('gives nothing back while one of them has a ballot, and removes nobody', async () => {
    const { command, cast, person, undo, roster } = await imported()
    done(await command({ type: 'openRound', round }))
    done(await cast('zhang', ballot))
    const { status, body } = await undo()
    expect([status, body.reason]).toEqual([409, 'people-have-ballots'])
    expect(body.errors).toEqual([
      expect.objectContaining({ path: '$.restore.voters[0]', code: 'has-ballot' }),
    ])
    expect(await person('zhang')).toMatchObject(after)
    expect(await roster()).toContain('new')
  })

  it('does not go back over what changed since, by another list or by hand', async () => {
    const { add, undo, person } = await imported()
    const other = { id: 'zhang', electorate: 'village', name: '钱五' }
    done(await add({ voters: [other], import: 'third' }))
    const wrong = { path: '$.restore.voters[0]', code: 'not-changed-by-list' }
    expect((await undo()).body.errors).toEqual([expect.objectContaining(wrong)])
    done(await undo('third', ['new']))
    expect(await person('zhang')).toMatchObject(after)
    expect((await undo('third', [], ['zhang'])).body.errors).toEqual([expect.objectContaining(wrong)])
    done(await add({ voters: [{ ...other, name: '孙六' }], import: 'fourth' }))
    done(await add({ voters: [{ ...other, name: '周七' }] }))
    expect((await person('zhang')).before).toBeUndefined()
  })

  it('needs somebody to be named, and nobody twice', async () => {
    const { command, undo } = await imported()
    const { status, body } = await command({ type: 'removeVoters', voters: [], reason })
    expect([status, body.errors[0].code]).toEqual([400, 'too-few-items'])
    expect((await undo('west', ['zhang'])).body.errors).toEqual([
      expect.objectContaining({ path: '$.restore.voters[0]', code: 'listed-twice' }),
    ])
  })
})

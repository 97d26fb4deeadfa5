import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionsOn, done, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'

let functions: Functions

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

describe('the document in force', () => {
  it('has what was put right and who has left, with old and new; the one that was defined stays as it was', async () => {
    const contest = contestWith({ rounds: [roundWith(), roundWith({ id: 'second' })] })
    const stage = await stageContest(functions, contest, { zhang: 'village' })
    const { command } = actionsOn(functions, stage)
    const path = { contest: stage.contest }
    const read = async () => done(await functions.call('read-in-force', { path })).body
    const live = async () => done(await functions.call('read-live', { path })).body
    expect(await read()).toMatchObject({ contest, amendments: [], withdrawals: [] })
    expect(await live()).not.toHaveProperty('changed')

    const reason = '名称印错'
    const fields = { name: '东庄' }
    done(await command({ type: 'amend', what: 'contestant', id: 'east', fields, reason }))
    done(await command({ type: 'withdrawContestant', contestant: 'west', reason: '临时有事' }))

    const now = await read()
    expect(now.contest.contestants.map(({ name }: { name: string }) => name)).toEqual(['东庄', '西村'])
    expect(now.contest.rounds.map(({ contestants }: { contestants: string[] }) => contestants)).toEqual([
      ['east'],
      ['east'],
    ])
    expect(now.amendments).toEqual([
      { what: 'contestant', id: 'east', fields, before: { name: '东村' }, reason, at: expect.any(String) },
    ])
    expect(now.withdrawals).toMatchObject([{ contestant: 'west', rounds: ['final', 'second'] }])
    expect(await live()).toMatchObject({ changed: now.version, withdrawn: { west: ['final', 'second'] } })
    expect(done(await functions.call('read-contest', { path })).body).toEqual(contest)
  })

  it('of a contest that is not there is not there either', async () => {
    const path = { contest: 'nowhere' }
    expect(await functions.call('read-in-force', { path })).toEqual(refused('not-found'))
  })
})

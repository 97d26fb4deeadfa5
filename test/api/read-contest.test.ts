import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answered, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'

let functions: Functions

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

describe('of a contest that is there', () => {
  it('answers the document as it was put, for anyone', async () => {
    const contest = contestWith({ title: '<b>丰收节</b> ‮&"', namedComments: true, decimals: 0 })
    const { voters } = await stageContest(functions, contest, { zhang: 'village' })
    const expected = answered(contest, { 'cache-control': 'public, max-age=1' })
    const path = { contest: 'harvest' }
    expect(await functions.call('read-contest', { path })).toEqual(expected)
    expect(await functions.call('read-contest', { path, token: voters['zhang'] ?? '' })).toEqual(expected)
  })
})

describe('of one that is not', () => {
  it.each(['nowhere', '*', 'head', '..', '村'])('answers that ‘%s’ is not there', async (contest) => {
    expect(await functions.call('read-contest', { path: { contest } })).toEqual(refused('not-found'))
  })
})

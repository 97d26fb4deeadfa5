import { afterAll, beforeAll, expect, it } from 'vitest'
import { answered, done, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'

let functions: Functions
let stage: Stage

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contestWith(), { zhang: 'village' })
  await stageContest(functions, contestWith({ id: 'elsewhere' }), { wang: 'village' })
  const row = { id: 'li', electorate: 'village', name: '李明', unit: '郭城镇' }
  const path = { contest: 'harvest' }
  done(await functions.call('add-voters', { path, token: stage.organiser, body: { voters: [row] } }))
})
afterAll(() => functions.stop())

const read = (contest: string, token: string) => functions.call('read-roster', { path: { contest }, token })

it('lists who is on the roster of the contest, and apart from them the staff, without codes', async () => {
  expect(await read('harvest', stage.observer)).toEqual(
    answered({
      contest: 'harvest',
      voters: [
        { id: 'li', electorate: 'village', name: '李明', unit: '郭城镇' },
        { id: 'zhang', electorate: 'village' },
      ],
      staff: [
        { id: expect.stringMatching(/^observer-/), role: 'observer', name: 'observer' },
        { id: expect.stringMatching(/^organiser-/), role: 'organiser', name: 'organiser' },
      ],
    }),
  )
})

it('is not there where there is no contest', async () => {
  expect(await read('nowhere', stage.owner)).toEqual(refused('not-found'))
})

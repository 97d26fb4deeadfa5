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

const read = (contest: string, token: string, query: Record<string, string> = {}) =>
  functions.call('read-roster', { path: { contest }, token, query })

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

it('is the staff alone where no more is asked for', async () => {
  const whole = done(await read('harvest', stage.observer)).body
  expect(done(await read('harvest', stage.observer, { only: 'staff' })).body).toEqual({
    ...whole,
    voters: [],
    staff: expect.arrayContaining(whole.staff),
  })
})

it('is not there where there is no contest', async () => {
  expect(await read('nowhere', stage.owner)).toEqual(refused('not-found'))
})

it('comes in pages that fit into an answer of a function, and nobody is left out or told twice', async () => {
  const crowd = contestWith({ id: 'crowd' })
  const { organiser } = await stageContest(functions, crowd, {})
  // As long as names and units may be.
  const long = '界'.repeat(200)
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    id: `p-${String(index).padStart(62, '0')}`,
    electorate: 'village',
    name: long,
    unit: long,
  }))
  for (let from = 0; from < rows.length; from += 500)
    done(
      await functions.call('add-voters', {
        path: { contest: 'crowd' },
        token: organiser,
        body: { voters: rows.slice(from, from + 500) },
      }),
    )
  const heard: string[] = []
  const pages: number[] = []
  let next: string | undefined
  do {
    const { body } = done(await read('crowd', organiser, next === undefined ? {} : { after: next }))
    const named = [...body.voters, ...body.staff] as { id: string }[]
    heard.push(...named.map(({ id }) => id))
    pages.push(Buffer.byteLength(JSON.stringify(JSON.stringify(body))))
    next = body.next
  } while (next !== undefined)
  expect(pages.length).toBeGreaterThan(1)
  expect(Math.max(...pages)).toBeLessThan(6 * 1_048_576)
  expect(heard.filter((id) => id.startsWith('p-')).sort()).toEqual(rows.map(({ id }) => id))
  expect(new Set(heard).size).toBe(heard.length)
}, 120_000)

it('begins after nothing but an id', async () => {
  expect(await read('harvest', stage.observer, { after: 'x/y#' })).toEqual(
    refused('bad-request', {
      errors: [{ path: '$.after', message: 'Not an id', code: 'not-an-id', params: {} }],
    }),
  )
})

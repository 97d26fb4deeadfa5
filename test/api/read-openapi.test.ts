import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApi } from '#functions/openapi.ts'
import { answered } from '#test/support/actions.ts'
import { startFunctions, type Functions } from '#test/support/functions.ts'

let functions: Functions

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

it('answers the description to anyone', async () => {
  expect(await functions.call('read-openapi')).toEqual(
    answered(openApi(), { 'cache-control': 'public, max-age=60' }),
  )
})

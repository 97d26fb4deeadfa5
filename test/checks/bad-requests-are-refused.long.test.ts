import { afterAll, beforeAll, it } from 'vitest'
import { randomFrom } from '#core/random.ts'
import { badRequests, expectRefused, openHall, type Hall } from './bad-requests.ts'

let hall: Hall
beforeAll(async () => {
  hall = await openHall()
})
afterAll(() => hall.stop())

it('refuses a hundred thousand bad requests to all routes, and writes nothing', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e9)
  console.log(`bad requests: SEED=${seed}`)
  const random = randomFrom(seed)
  const next = badRequests(hall)
  await expectRefused(hall, () => next(random), 100_000)
})

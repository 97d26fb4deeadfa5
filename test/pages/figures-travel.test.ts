import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Hall, type Room } from './hall.ts'

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const rows = (page: Page) => page.locator('tbody th .name').allTextContents()

/** Two ballots put one village first; three more of others put another there. */
const raceIn = async (room: Room) => {
  const [first, second, ...late] = await room.people(6)
  if (!first || !second) throw new Error('nobody was added')
  for (const voter of [first, second]) await room.cast(voter, { electorate: 'village', choices: ['c-2'] })
  return async () => {
    for (const voter of late) await room.cast(voter, { electorate: 'village', choices: ['c-4'] })
  }
}

const room = async () => {
  const made = await hall.room({ stream: { kind: 'none' } }, { figures: 'live' })
  await made.openRound()
  return made
}

/** Counts the rows that were ever sent on their way. */
const countTravels = (page: Page) =>
  page.addInitScript(() => {
    const { animate } = Element.prototype
    Object.assign(window, { travels: 0 })
    Element.prototype.animate = function (...path) {
      Object.assign(window, { travels: Number(Reflect.get(window, 'travels')) + 1 })
      return animate.apply(this, path)
    }
  })
const travels = (page: Page) => page.evaluate(() => Number(Reflect.get(window, 'travels')))

describe('when a village overtakes another', () => {
  test.each([
    ['rows travel to their new places', 'no-preference', true],
    ['rows stand in their new places at once under reduced motion', 'reduce', false],
  ] as const)(
    '%s',
    async (_, reducedMotion, moves) => {
      const contest = await room()
      const overtake = await raceIn(contest)
      const { page, close } = await contest.visit(`${hall.base}/watch?contest=${contest.id}`, {
        reducedMotion,
      })
      await countTravels(page)
      await page.reload()
      await expect.poll(async () => (await rows(page))[0]).toBe('镐地村')
      await overtake()
      await expect.poll(async () => (await rows(page))[0], { timeout: 20_000 }).toBe('石前庄村')
      expect((await travels(page)) > 0).toBe(moves)
      await close()
    },
    60_000,
  )

  test('no row moves under a finger, though its figures do; it goes when the finger is lifted', async () => {
    const contest = await room()
    const overtake = await raceIn(contest)
    const { page, close } = await contest.visit(`${hall.base}/watch?contest=${contest.id}`)
    await expect.poll(async () => (await rows(page))[0]).toBe('镐地村')
    const before = await rows(page)
    const table = page.locator('table')
    await table.dispatchEvent('touchstart')
    await overtake()
    await expect.poll(() => page.locator('tbody tr').first().locator('.figure').textContent()).toBe('33.33')
    expect(await rows(page)).toEqual(before)
    await table.dispatchEvent('touchend')
    await expect.poll(async () => (await rows(page))[0]).toBe('石前庄村')
    await close()
  }, 60_000)
})

import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonalCode } from '#contract/people.ts'
import type { Visit } from '#test/support/browser.ts'
import { Hall, type Room } from './hall.ts'

/** CHECKS 13 and 14: a phone loses its network, its tab or its life at every point of a vote. */

let hall: Hall
let room: Room

beforeAll(async () => {
  hall = await Hall.open()
  room = await hall.room()
  await room.openRound()
}, 120_000)
afterAll(() => hall.close())

const received = (page: Page) => page.getByRole('heading', { name: '已收到' })
const vote = (page: Page) => page.getByRole('button', { name: '投票', exact: true })
const village = (page: Page, name: string) => page.getByRole('checkbox', { name: new RegExp(name) })

const fill = async (page: Page) => {
  await village(page, '里口村').check()
  await village(page, '小纪村').check()
}

const isCast = (route: Route) => route.request().method() === 'PUT'

/** Lets through what is not a vote, and does as told with the votes. */
const onVote = (page: Page, what: (route: Route) => Promise<void>) =>
  page.route('**/ballot', (route) => (isCast(route) ? what(route) : route.continue()))

/** The tab is gone, with whatever it was doing; the same phone opens the link again. */
const reopen = async ({ page }: Visit, link: string): Promise<Page> => {
  const context = page.context()
  await page.close()
  const next = await context.newPage()
  await next.goto(link)
  return next
}

type Point = (visit: Visit, person: PersonalCode) => Promise<Page>

/** Each cuts the flow at one point, sees that nothing is called received, brings the phone back and says which page goes on. */
const points: Record<string, Point> = {
  'while the code is on its way': async ({ page }, { link }) => {
    await page.evaluate(() => localStorage.clear())
    let lost = 0
    await page.route('**/sessions', (route) => (lost++ < 1 ? route.abort() : route.continue()))
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByRole('button', { name: '再试一次' }).click()
    await fill(page)
    await vote(page).click()
    return page
  },
  'while the contest is on its way': async ({ page }) => {
    let lost = 0
    await page.route('**/live', (route) => (lost++ < 2 ? route.abort() : route.continue()))
    await page.reload()
    await fill(page)
    await vote(page).click()
    expect(lost).toBeGreaterThan(2)
    return page
  },
  'with a half-filled ballot in a closed tab': async (visit, { link }) => {
    await village(visit.page, '里口村').check()
    const page = await reopen(visit, link)
    expect(await village(page, '里口村').isChecked()).toBe(true)
    await village(page, '小纪村').check()
    await vote(page).click()
    return page
  },
  'offline when the button is pressed': async ({ page }) => {
    await fill(page)
    await page.context().setOffline(true)
    await vote(page).click()
    await page.getByRole('heading', { name: '未送达' }).waitFor()
    expect(await received(page).count()).toBe(0)
    await page.context().setOffline(false)
    return page
  },
  'with the request lost on the way': async ({ page }) => {
    let lost = 0
    await onVote(page, (route) => (lost++ < 2 ? route.abort('connectionreset') : route.continue()))
    await fill(page)
    await vote(page).click()
    await page.getByRole('heading', { name: '未送达' }).waitFor()
    expect(await received(page).count()).toBe(0)
    return page
  },
  'with the answer lost after the ballot was stored': async ({ page }) => {
    let lost = 0
    await onVote(page, async (route) => {
      const answer = await route.fetch()
      if (lost++ > 0) return route.fulfill({ response: answer })
      return route.abort('connectionreset')
    })
    await fill(page)
    await vote(page).click()
    await page.getByRole('heading', { name: '未送达' }).waitFor()
    expect(await received(page).count()).toBe(0)
    return page
  },
  'killed between the vote and its answer': async (visit, { link }) => {
    const stored = Promise.withResolvers<true>()
    await onVote(visit.page, async (route) => {
      await route.fetch()
      stored.resolve(true)
    })
    await fill(visit.page)
    await vote(visit.page).click()
    await stored.promise
    expect(await received(visit.page).count()).toBe(0)
    return reopen(visit, link)
  },
  'asleep while the vote is on its way': async ({ page }) => {
    const session = await page.context().newCDPSession(page)
    const asleep = Promise.withResolvers<true>()
    let lost = 0
    await onVote(page, async (route) => {
      if (lost++ > 0) return route.continue()
      await session.send('Page.setWebLifecycleState', { state: 'frozen' })
      await route.abort('connectionreset')
      asleep.resolve(true)
    })
    await fill(page)
    await vote(page).click({ noWaitAfter: true })
    await asleep.promise
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    return page
  },
  'after the receipt': async (visit, { link }) => {
    await fill(visit.page)
    await vote(visit.page).click()
    await received(visit.page).waitFor()
    return reopen(visit, link)
  },
}

describe('a vote cut', () => {
  test.each(Object.entries(points))(
    '%s is one ballot with its receipt',
    async (_, cut) => {
      const person = await room.person()
      const before = await room.turnout()
      const opened = await room.visit(person.link)
      await village(opened.page, '里口村').waitFor()

      const page = await cut(opened, person)
      await received(page).waitFor({ timeout: 30_000 })

      const { receipt, ballot } = await room.ask(
        'GET',
        '/rounds/final/ballot',
        undefined,
        await hall.signIn(person.code),
      )
      expect(await page.locator('.number').textContent()).toBe(receipt)
      expect(ballot.choices.toSorted()).toEqual(['c-1', 'c-8'])
      await expect.poll(() => room.turnout()).toBe(before + 1)
      await opened.close()
    },
    60_000,
  )
})

test('fifty others vote while a ballot is half filled: no choice and no focus is lost', async () => {
  const [person, ...others] = await room.people(51)
  if (!person) throw new Error('nobody was added')
  const { page, close } = await room.visit(person.link)
  const before = await room.turnout()
  await village(page, '里口村').check()
  const second = village(page, '镐地村')
  await second.focus()
  const row = await second.elementHandle()

  for (const other of others) await room.cast(other, { electorate: 'village', choices: ['c-5'] })
  await page.getByText(new RegExp(`已投 ${before + 50} 人`)).waitFor({ state: 'attached', timeout: 30_000 })

  expect(await village(page, '里口村').isChecked()).toBe(true)
  expect(await row?.evaluate((input) => document.activeElement === input)).toBe(true)
  await page.keyboard.press('Space')
  expect(await second.isChecked()).toBe(true)
  await close()
}, 90_000)

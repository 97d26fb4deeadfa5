import type { Locator, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Round } from '#contract/contest.ts'
import type { PersonalCode } from '#contract/people.ts'
import { passUntil, type Visit } from '#test/support/browser.ts'
import { Hall, type Room } from './hall.ts'

/** A phone loses its network, its tab or its life at every point of a vote. */

let hall: Hall
let room: Room

beforeAll(async () => {
  hall = await Hall.open()
  room = await hall.room()
  await room.openRound()
}, 120_000)
afterAll(() => hall.close())

const received = (page: Page) => page.getByRole('heading', { name: '投票成功' })
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
    // Two asks were in vain; the third may still be under way when the socket has brought the contest.
    expect(lost).toBeGreaterThanOrEqual(2)
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
    await page.getByRole('heading', { name: '尚未送达，请勿关闭' }).waitFor()
    expect(await received(page).count()).toBe(0)
    await page.context().setOffline(false)
    return page
  },
  'with the request lost on the way': async ({ page }) => {
    let lost = 0
    await onVote(page, (route) => (lost++ < 2 ? route.abort('connectionreset') : route.continue()))
    await fill(page)
    await vote(page).click()
    await page.getByRole('heading', { name: '尚未送达，请勿关闭' }).waitFor()
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
    await page.getByRole('heading', { name: '尚未送达，请勿关闭' }).waitFor()
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

type Kind = {
  rule: Round['panels'][number]['ballot']
  /** What others cast meanwhile. */
  theirs: object
  fill: (page: Page) => Promise<void>
  /** What has the focus, with something half done in it. */
  hold: (page: Page) => Promise<Locator>
  /** Goes on where the focus is. */
  goOn: (page: Page) => Promise<void>
  mine: object
}

const grades = ['好', '差'].map((name, index) => ({ id: `g-${index}`, name, value: 1 - index }))
const gradeOf = (page: Page, name: string, grade: string) =>
  page.getByRole('group', { name: new RegExp(name) }).getByRole('radio', { name: grade })
const scoreOf = (page: Page, name: string, criterion: string) =>
  page.getByRole('group', { name: new RegExp(name) }).getByRole('textbox', { name: new RegExp(criterion) })
const placeFor = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) })

/** Every ballot that can be half filled, besides the choice above. */
const kinds: Record<string, Kind> = {
  grade: {
    rule: { kind: 'grade', grades },
    theirs: { grades: { 'c-5': 'g-1' } },
    fill: (page) => gradeOf(page, '里口村', '好').check(),
    hold: async (page) => {
      await gradeOf(page, '镐地村', '差').check()
      return gradeOf(page, '镐地村', '差')
    },
    goOn: (page) => page.keyboard.press('ArrowLeft'),
    mine: { grades: { 'c-1': 'g-0', 'c-2': 'g-0' } },
  },
  rank: {
    rule: { kind: 'rank', points: [3, 2] },
    theirs: { ranking: ['c-5', 'c-6'] },
    fill: (page) => placeFor(page, '小纪村').click(),
    hold: async (page) => {
      await placeFor(page, '里口村').focus()
      return placeFor(page, '里口村')
    },
    goOn: (page) => page.keyboard.press('Space'),
    mine: { ranking: ['c-8', 'c-1'] },
  },
  score: {
    rule: {
      kind: 'score',
      criteria: [
        { id: 'trade', name: '产业发展', max: 30 },
        { id: 'build', name: '乡村建设', max: 20 },
      ],
    },
    theirs: { scores: { 'c-5': { trade: 11, build: 12 } } },
    fill: (page) => scoreOf(page, '里口村', '产业发展').fill('27'),
    hold: async (page) => {
      const second = scoreOf(page, '里口村', '乡村建设')
      await second.focus()
      // Half a figure, and no score yet.
      await page.keyboard.type('18.')
      return second
    },
    goOn: (page) => page.keyboard.type('5'),
    mine: { scores: { 'c-1': { trade: 27, build: 18.5 } } },
  },
}

test.each(Object.entries(kinds))(
  'others vote and the stage changes while a ballot to %s is half filled: nothing is lost, nothing moves',
  async (_, { rule, theirs, fill, hold, goOn, mine }) => {
    const contest = await hall.room(
      { stream: { kind: 'none' } },
      { figures: 'live', panels: [{ electorate: 'village', ballot: rule }] },
    )
    await contest.openRound()
    const [person, ...others] = await contest.people(9)
    if (!person) throw new Error('nobody was added')
    const { page, close } = await contest.visit(person.link, { ownClock: true })
    await fill(page)
    const held = await (await hold(page)).elementHandle()
    if (held === null) throw new Error('nothing is held')
    const place = await held.boundingBox()

    for (const other of others) await contest.cast(other, { electorate: 'village', ...theirs })
    await contest.command({ type: 'stageContestant', contestant: 'c-1' })
    await page.getByText('集体收入三年翻番').waitFor({ state: 'attached' })
    await contest.command({ type: 'stageContestant', contestant: 'c-3' })
    await page.getByRole('heading', { level: 1, name: '五间屋村' }).waitFor()
    await page.getByText(/已投 8 人/).waitFor({ state: 'attached', timeout: 30_000 })
    await page.context().setOffline(true)
    await passUntil(page, () => page.getByText('显示的是断网前的内容').isVisible())

    expect(await held.boundingBox()).toEqual(place)
    expect(await held.evaluate((element) => document.activeElement === element)).toBe(true)
    await goOn(page)
    await page.context().setOffline(false)
    await vote(page).click()
    await received(page).waitFor()
    await expect.poll(() => contest.turnout()).toBe(9)
    const { ballot } = await contest.ask(
      'GET',
      '/rounds/final/ballot',
      undefined,
      await hall.signIn(person.code),
    )
    expect(ballot).toEqual({ electorate: 'village', ...mine })
    await close()
  },
  120_000,
)

describe('a ballot that was changed too often', () => {
  test('is kept, says so, and goes out by itself when its time has come', { timeout: 120_000 }, async () => {
    const [person] = await room.people(1)
    if (!person) throw new Error('nobody was added')
    const { page, close } = await room.visit(person.link, { ownClock: true })
    await fill(page)
    const token = await hall.signIn(person.code)
    let accepted: unknown
    for (let change = 0; change < 20; change++) {
      const ballot = { electorate: 'village', choices: [change % 2 === 0 ? 'c-1' : 'c-4'] }
      accepted = await room.ask(
        'PUT',
        '/rounds/final/ballot',
        { ballot, requestId: `change-${change}` },
        token,
      )
    }
    await vote(page).click()
    await page.getByText('修改太频繁').waitFor()
    expect(await received(page).count()).toBe(0)
    const sent = Promise.withResolvers<unknown>()
    await onVote(page, (route) => {
      sent.resolve(route.request().postDataJSON())
      return route.fulfill({ json: accepted })
    })
    await page.clock.fastForward(60_000)
    expect(await sent.promise).toMatchObject({ ballot: { choices: ['c-1', 'c-8'] } })
    await received(page).waitFor()
    await close()
  })
})

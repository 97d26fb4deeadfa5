import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passUntil, screens } from '#test/support/browser.ts'
import { type Language, languages } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'

/** What a mixer keeps open from the rehearsal to the end of the evening. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 180_000)
afterAll(() => hall.close())

const open = (room: Room, page: string, ownClock = false) =>
  room.visit(`${hall.base}/${page}`, { viewport: screens.hall, hasTouch: false, ownClock })
const name = (page: Page, text: string) => page.getByRole('heading', { name: text })

/** An answer that the server gives half a minute later. */
async function halfAMinuteLater(route: Route): Promise<void> {
  const response = await route.fetch()
  if (response.status() !== 200) return route.fulfill({ response })
  const document = await response.json()
  const at = new Date(Date.parse(document.at) + 31_000).toISOString()
  return route.fulfill({ response, json: { ...document, at } })
}

describe('in a rehearsal', () => {
  test('overlay and screen say so, and follow the next rehearsal after a wipe without a reload', async () => {
    const room = await hall.room()
    const id = `rehearsal-${room.id}`
    const command = (body: object) => hall.ask('POST', `/contests/${id}/commands`, body)
    const stage = (contestant: string) => command({ type: 'stageContestant', contestant })
    await room.ask('POST', '/rehearsal')
    await stage('c-1')
    await command({ type: 'openRound', round: 'final', seconds: 600 })
    await stage('c-2')

    const overlay = await open(room, `overlay?show=name,countdown#contest=${id}`)
    const screen = await open(room, `screen?contest=${id}`)
    const pages = [overlay.page, screen.page]
    await name(overlay.page, '镐地村').waitFor()
    await screen.page.getByText('投票中').waitFor()
    for (const page of pages) await page.getByText('彩排 · 不计入正式结果').waitFor()
    const opened = await Promise.all(pages.map((page) => page.evaluate(() => performance.timeOrigin)))

    await room.ask('DELETE', '/rehearsal')
    await screen.page.getByText('没有找到这场活动').waitFor({ timeout: 30_000 })
    await expect.poll(() => overlay.page.locator('#page').innerText(), { timeout: 30_000 }).toBe('')

    // Its versions begin anew, below those that were shown.
    await room.ask('PUT', '', { ...room.document, title: '第二次彩排' })
    await room.ask('POST', '/rehearsal')
    await screen.page.getByText('第二次彩排').waitFor({ timeout: 30_000 })
    await stage('c-3')
    await name(overlay.page, '五间屋村').waitFor({ timeout: 30_000 })
    await name(screen.page, '五间屋村').waitFor({ timeout: 30_000 })
    expect(await Promise.all(pages.map((page) => page.evaluate(() => performance.timeOrigin)))).toEqual(
      opened,
    )
    await Promise.all([overlay, screen].map((visit) => visit.close()))
  }, 120_000)

  test('one that was wiped and begun anew between two looks is followed, too', async () => {
    const room = await hall.room()
    const id = `rehearsal-${room.id}`
    const stage = (contestant: string) =>
      hall.ask('POST', `/contests/${id}/commands`, { type: 'stageContestant', contestant })
    await room.ask('POST', '/rehearsal')
    for (const contestant of ['c-1', 'c-2', 'c-1', 'c-2']) await stage(contestant)
    const { page, close } = await open(room, `screen?contest=${id}`)
    await name(page, '镐地村').waitFor()
    await page.context().setOffline(true)
    await room.ask('DELETE', '/rehearsal')
    await room.ask('POST', '/rehearsal')
    await stage('c-3')
    // A document that counts lower may be a late answer: only half a minute tells.
    await page.route('**/live', halfAMinuteLater)
    await page.context().setOffline(false)
    await name(page, '五间屋村').waitFor()
    await close()
  }, 120_000)
})

describe('when the network is lost', () => {
  test('the overlay counts down to nothing that may have changed, and has it back with the network', async () => {
    const room = await hall.room()
    await room.command({ type: 'stageContestant', contestant: 'c-1' })
    await room.openRound()
    const { page, close } = await open(room, `overlay#contest=${room.id}`, true)
    await page.getByRole('timer').waitFor()
    await page.context().setOffline(true)
    await passUntil(page, async () => (await page.getByRole('timer').count()) === 0)
    await name(page, '里口村').waitFor()
    expect(await page.getByText('投票中').count()).toBe(0)
    await page.context().setOffline(false)
    await page.getByRole('timer').waitFor({ timeout: 30_000 })
    await close()
  }, 120_000)
})

const says: Record<Language, { part: string; other: string; title: string }> = {
  'zh-CN': { part: '倒计时', other: '参评对象', title: '直播字幕条' },
  en: { part: 'Countdown', other: 'Contestant', title: 'Stream overlay' },
}

describe.each(languages)('the switches of the console, in %s', (language) => {
  test('are thrown with the keyboard, which keeps its place, and act on the overlay', async () => {
    const t = says[language]
    const room = await hall.room({}, {}, language)
    await room.command({ type: 'stageContestant', contestant: 'c-1' })
    await room.openRound()
    const overlay = await open(room, `overlay#contest=${room.id}`)
    await overlay.page.getByRole('timer').waitFor()
    const { link } = await room.staff('organiser', 'Lin')
    const { page, close } = await room.visit(link, { viewport: screens.laptop, hasTouch: false })
    const part = page.getByRole('switch', { name: t.part })
    await part.focus()
    await page.keyboard.press('Space')
    await overlay.page.getByRole('timer').waitFor({ state: 'detached' })
    await expect.poll(() => part.isChecked()).toBe(false)
    expect(await part.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Space')
    await overlay.page.getByRole('timer').waitFor()
    await expect.poll(() => part.isChecked()).toBe(true)
    await close()
    await overlay.close()
  }, 60_000)
})

test('a switch whose command does not arrive stays as the server has it', async () => {
  const room = await hall.room()
  const { link } = await room.staff('organiser', 'Lin')
  const { page, close } = await room.visit(link, { viewport: screens.laptop, hasTouch: false })
  const part = page.getByRole('switch', { name: '倒计时' })
  await part.waitFor()
  await page.route('**/commands', (route) => route.fulfill({ status: 500, body: '' }))
  const answered = page.waitForResponse('**/commands')
  await part.click()
  await answered
  await page.getByRole('alert').waitFor()
  expect(await part.isChecked()).toBe(true)
  await close()
}, 60_000)

test('an observer sees the switches and cannot throw them', async () => {
  const room = await hall.room()
  const { link } = await room.staff('observer', 'Wu')
  const { page, close } = await room.visit(link, { viewport: screens.laptop, hasTouch: false })
  const parts = page.getByRole('switch')
  await parts.first().waitFor()
  for (const part of await parts.all()) expect(await part.isDisabled()).toBe(true)
  await page.getByText(`${hall.base}/overlay#contest=${room.id}`).waitFor()
  await close()
}, 60_000)

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '#test/support/browser.ts'
import { Hall } from './hall.ts'

/** Everything by keyboard, and the focus is always somewhere one can see. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document
    if (element === null || element === document.body) return null
    const box = element.getBoundingClientRect()
    const row = element.closest('label') ?? element
    const outlines = [element, row].map((each) => getComputedStyle(each).outlineStyle)
    return {
      seen: box.width > 0 && outlines.some((style) => style !== 'none'),
      text: row.textContent?.trim() ?? '',
    }
  })

/** Goes on by Tab until the focus is on what is wanted. */
const tabTo = async (page: Page, wanted: RegExp) => {
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('Tab')
    const place = await focused(page)
    if (place === null) continue
    expect(place.seen, place.text).toBe(true)
    if (wanted.test(place.text)) return
  }
  throw new Error(`Tab never came to ${String(wanted)}`)
}

test('a member votes and changes the vote by keyboard', async () => {
  const room = await hall.room()
  await room.openRound()
  const { page, close } = await room.visit((await room.person()).link)
  await page.getByRole('checkbox').first().waitFor()
  await tabTo(page, /镐地村/)
  await page.keyboard.press('Space')
  await tabTo(page, /^投票$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '已收到' }).waitFor()
  expect((await focused(page))?.text).toContain('已收到')
  await tabTo(page, /^修改$/)
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await focused(page))?.text).toContain('请选')
  await tabTo(page, /五间屋村/)
  await page.keyboard.press('Space')
  await tabTo(page, /^提交修改$/)
  await page.keyboard.press('Enter')
  await page.getByText('镐地村、五间屋村').waitFor()
  await close()
}, 60_000)

test('a judge scores on a laptop without a mouse: limits and steps hold while typing', async () => {
  const room = await hall.room({
    contestants: [
      { id: 'c-1', name: '里口村' },
      { id: 'c-2', name: '镐地村' },
    ],
  })
  await room.openRound()
  const { page, close } = await room.visit((await room.person('judges')).link, {
    viewport: screens.laptop,
    hasTouch: false,
  })
  const field = (id: string) => page.locator(`input[data-criterion="${id}"]`)
  await field('party').focus()
  await page.keyboard.type('18.7')
  // Seven tenths are no half: the key is not taken, and it says why.
  expect(await field('party').inputValue()).toBe('18.')
  await page.getByText('须按 0.5 递增').waitFor()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await page.keyboard.type('31')
  expect(await field('trade').inputValue()).toBe('3')
  await page.getByText('最高 30 分').waitFor()
  await page.keyboard.press('ArrowDown')
  for (const score of ['20', '0', '10']) {
    await page.keyboard.type(score)
    await page.keyboard.press('Enter')
  }
  expect((await focused(page))?.text).toBe('提交并到下一位')
  await page.getByText('51.5', { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '镐地村' }).waitFor()
  expect(await field('party').evaluate((input) => document.activeElement === input)).toBe(true)

  // A draft is kept on every key, and what was sent can be corrected, or the correction taken back.
  await page.keyboard.type('7')
  await page.reload()
  await page.getByRole('heading', { name: '镐地村' }).waitFor()
  expect(await field('party').inputValue()).toBe('7')
  await page.getByRole('button', { name: '上一位' }).click()
  await field('floor').fill('9')
  await page.getByText('有改动还没有提交').waitFor()
  await page.getByRole('button', { name: '放弃改动' }).click()
  expect(await field('floor').inputValue()).toBe('10')
  await field('floor').fill('8')
  await page.getByRole('button', { name: '提交修改' }).click()
  await page.getByText('已提交。截止前可随时修改。').waitFor()
  await close()
}, 60_000)

test('a judge presses the wrong key on a tablet and takes it back', async () => {
  const room = await hall.room()
  await room.openRound()
  const { page, close } = await room.visit((await room.person('judges')).link, { viewport: screens.tablet })
  const party = page.locator('input[data-criterion="party"]')
  await party.tap()
  for (const key of ['1', '8', '.5']) await page.getByRole('button', { name: key, exact: true }).tap()
  expect(await party.inputValue()).toBe('18.5')
  await page.getByRole('button', { name: '删除' }).tap()
  expect(await party.inputValue()).toBe('18')
  for (const left of ['18.5', '18', '1', '']) {
    await page.getByRole('button', { name: '撤销一步' }).tap()
    expect(await party.inputValue()).toBe(left)
  }
  expect(await page.getByRole('button', { name: '撤销一步' }).count()).toBe(0)
  await party.fill('16')
  await page.getByRole('textbox', { name: '给工作人员的备注' }).fill('话筒太轻')
  await page.getByRole('button', { name: /总览/ }).tap()
  await page
    .getByRole('button', { name: /里口村.*草稿/ })
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: /未评/ }).count()).toBeGreaterThanOrEqual(7)
  await close()
}, 60_000)

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Round } from '#contract/contest.ts'
import { screens } from '#test/support/browser.ts'
import { focused, tabTo } from '#test/support/keyboard.ts'
import { contestantsIn, gradesIn, scoresIn } from './contest-in.ts'
import { Hall } from './hall.ts'

/** Everything by keyboard, and the focus is always somewhere one can see. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

test('a member votes and changes the vote by keyboard', async () => {
  const room = await hall.room()
  await room.openRound()
  const { page, close } = await room.visit((await room.person()).link)
  await page.getByRole('checkbox').first().waitFor()
  await tabTo(page, /镐地村/)
  await page.keyboard.press('Space')
  await tabTo(page, /^投票$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '投票成功' }).waitFor()
  expect((await focused(page))?.text).toContain('投票成功')
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

const two = contestantsIn('zh-CN').slice(0, 2)

describe('a member who has no pointer', () => {
  type Way = [
    string,
    Round['panels'][number]['ballot'],
    (press: (...keys: string[]) => Promise<void>) => Promise<void>,
  ]
  const ways: Way[] = [
    ['grades', gradesIn('zh-CN'), (press) => press('Tab', 'Space', 'ArrowRight', 'Tab', 'Space')],
    ['ranks', { kind: 'rank', points: [5, 3] }, (press) => press('Tab', 'Enter', 'Tab', 'Enter')],
    [
      'scores',
      { ...scoresIn('zh-CN'), criteria: scoresIn('zh-CN').criteria.slice(0, 2) },
      (press) => press('Tab', '1', '8', 'Tab', '9', 'Tab', '1', '7', 'Tab', '2', '7'),
    ],
  ]
  test.each(ways)(
    '%s, and is never without the focus',
    async (_, ballot, fill) => {
      const room = await hall.room({ contestants: two }, { panels: [{ electorate: 'village', ballot }] })
      await room.openRound()
      const { page, close } = await room.visit((await room.person()).link)
      await page.getByRole('button', { name: '投票', exact: true }).waitFor()
      await page.getByText('里口村').first().waitFor()
      await tabTo(page, /^(大字|里口村)/)
      if ((await focused(page))?.text !== '大字') await page.keyboard.press('Shift+Tab')
      await fill(async (...keys) => {
        for (const key of keys) {
          await page.keyboard.press(key)
          expect(await focused(page), key).toMatchObject({ seen: true, clear: true })
        }
      })
      await tabTo(page, /^投票$/)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: '投票成功' }).waitFor()
      expect((await focused(page))?.text).toContain('投票成功')

      // What has the focus goes with the close; the focus stays on the page.
      await tabTo(page, /^修改$/)
      await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
      await page.getByText('投票已截止').waitFor()
      await page.getByRole('button', { name: '修改' }).waitFor({ state: 'detached' })
      expect(await focused(page)).toMatchObject({ seen: true })
      await close()
    },
    60_000,
  )

  test('enters with a code, and is told of a wrong one where the focus is', async () => {
    const room = await hall.room()
    const { code } = await room.person()
    const { page, close } = await room.visit(hall.base)
    await tabTo(page, /登录码/)
    await page.keyboard.type('AAAA-BBBB-CCCC')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await focused(page)).toMatchObject({ seen: true, clear: true })
    await tabTo(page, /登录码/)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/watch/)
    await page.getByText('投票还没有开始').waitFor()
    await close()
  }, 60_000)
})

test('a judge who grades does so by keyboard, with words on a contestant', async () => {
  const room = await hall.room(
    { contestants: two },
    { panels: [{ electorate: 'judges', ballot: gradesIn('zh-CN') }] },
  )
  await room.openRound()
  const { page, close } = await room.visit((await room.person('judges')).link, { viewport: screens.laptop })
  await page.getByRole('radio').first().waitFor()
  for (const _ of two) {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await focused(page)).toMatchObject({ seen: true, clear: true })
  }
  await tabTo(page, /^镐地村$/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^优点$/)
  await page.keyboard.type('产业链清楚。')
  await tabTo(page, /^投票$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '投票成功' }).waitFor()
  expect((await focused(page))?.text).toContain('投票成功')
  await close()
}, 60_000)

test('a reader of the result opens the details, looks up a receipt and turns to English by keyboard', async () => {
  const room = await hall.room()
  await room.openRound()
  for (const person of await room.people(3))
    await room.cast(person, { electorate: 'village', choices: ['c-2'] })
  await room.seal()
  await room.publish()
  const { page, close } = await room.visit(`${hall.base}/result?contest=${room.id}&round=final`, {
    viewport: screens.laptop,
  })
  await page.getByText('核验一致').waitFor({ timeout: 30_000 })
  await tabTo(page, /^镐地村/)
  await page.keyboard.press('Enter')
  await page
    .getByText(/得分.+3 票/)
    .first()
    .waitFor()
  expect((await focused(page))?.text).toMatch(/^镐地村/)
  await tabTo(page, /^核验/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^再核验一次$/)
  await page.keyboard.press('Enter')
  await page.getByText('核验一致').waitFor({ timeout: 30_000 })
  expect(await focused(page)).toMatchObject({ seen: true })
  await tabTo(page, /^回执号或签名回执$/)
  await page.keyboard.type('AAAA-BBBB-CCCC')
  await page.keyboard.press('Enter')
  await page.getByText('选票明细里没有这个回执号').waitFor()
  expect((await focused(page))?.text).toBe('回执号或签名回执')
  await tabTo(page, /^English$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'How it was counted' }).waitFor()
  expect((await focused(page))?.text).toBe('中文')
  await close()
}, 60_000)

test('the set-up is left, asked and answered by keyboard: the focus goes with the view and comes back from a question', async () => {
  const room = await hall.room()
  await room.people(2, 'judges')
  const { link } = await room.staff('organiser', '林')
  const { page, close } = await room.visit(link, { viewport: screens.laptop, hasTouch: false })
  await page.getByRole('heading', { name: /^请 里口村 上台/ }).waitFor()
  await tabTo(page, /^准备/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '准备', exact: true }).waitFor()
  expect((await focused(page))?.text).toBe('准备')

  await page.getByText('2 人的登录码已不可查看，遗失请补发').waitFor()
  await tabTo(page, /^全部补发…$/)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  const inside = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null)
  for (let tabs = 0; tabs < 4; tabs++) {
    if ((await focused(page)) !== null) expect(await inside()).toBe(true)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await focused(page))?.text).toBe('全部补发…')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, /^补发$/)
  await page.keyboard.press('Enter')
  await page.getByText('本页可打印 2 人的登录码').waitFor()
  // The button that asked is gone: everybody has a code.
  expect(await focused(page)).toMatchObject({ seen: true })

  await tabTo(page, /^打印登录卡$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '登录卡' }).waitFor()
  expect((await focused(page))?.text).toBe('登录卡')
  await tabTo(page, /^返回$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '准备', exact: true }).waitFor()
  expect((await focused(page))?.text).toBe('准备')
  await close()
}, 60_000)

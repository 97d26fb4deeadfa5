import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonalCode } from '#contract/people.ts'
import { screens } from '#test/support/browser.ts'
import { lookAt, lookOnce } from '#test/support/page-look.ts'
import { contestantsIn, gradesIn } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'

/** What a judge's page says of marks, and what becomes of them, when the network or a second device comes between. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const scored = {
  electorate: 'judges',
  ballot: { kind: 'score' as const, criteria: [{ id: 'trade', name: '产业发展', max: 100 }] },
}

const roomOf = async (contestants: number): Promise<Room> => {
  const room = await hall.room(
    { contestants: contestantsIn('zh-CN').slice(0, contestants) },
    { panels: [scored] },
  )
  await room.openRound()
  return room
}

const mark = (page: Page) => page.locator('input[data-criterion="trade"]')
const words = (page: Page) => page.getByRole('textbox', { name: '优点' })
const send = (page: Page) => page.locator('footer .primary').click()
const turnTo = async (page: Page, name: string) => {
  await page.locator('footer .overview').click()
  await page.getByRole('listitem').getByRole('button', { name }).last().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

const held = async (room: Room, { code }: PersonalCode) => {
  const { ballot, comments } = await room.ask(
    'GET',
    '/rounds/final/ballot',
    undefined,
    await hall.signIn(code),
  )
  return { scores: ballot.scores, comments }
}

test('is thanked only when every mark has its receipt', async () => {
  const room = await roomOf(2)
  const judge = await room.person('judges')
  const { page, close } = await room.visit(judge.link, { viewport: screens.tablet })
  const thanks = page.getByText('2 位全部提交')
  await mark(page).fill('81')
  await page.locator('footer .overview').click()
  await page.getByText('已提交 0 / 2').waitFor()
  expect(await thanks.count()).toBe(0)
  await page.getByRole('button', { name: '返回打分' }).click()

  await page.context().setOffline(true)
  await send(page)
  await page.getByRole('heading', { level: 1, name: '镐地村' }).waitFor()
  await mark(page).fill('82')
  await send(page)
  await page.getByText('尚未送达，请勿关闭').waitFor()
  // Beside each of the two it says so as well: none is on its way while there is no network.
  await expect.poll(() => page.getByRole('listitem').getByText('尚未送达').count()).toBe(2)
  await page.getByText('已提交 0 / 2').waitFor()
  expect(await thanks.count()).toBe(0)

  await page.context().setOffline(false)
  await thanks.waitFor()
  expect((await held(room, judge)).scores).toEqual({ 'c-1': { trade: 81 }, 'c-2': { trade: 82 } })
  await close()
}, 60_000)

test('can score although the rest of the page did not come, and loses nothing when it does', async () => {
  const room = await roomOf(2)
  const judge = await room.person('judges')
  const { page, close } = await room.visit(`${hall.base}/judge?contest=${room.id}`)
  await page.route(/sheet-parts-[^?]*\.js$/, (route) => route.abort())
  await page.route(/sheet-parts-.*\.css$/, (route) => route.abort(), { times: 1 })
  await page.goto(judge.link)
  await page.getByText('网络不通，本页没有完整打开').first().waitFor()
  expect(await page.getByRole('group', { name: '数字键盘' }).count()).toBe(0)
  expect(await mark(page).getAttribute('inputmode')).toBe('decimal')
  await mark(page).fill('81')
  await lookOnce(page, 'judge-incomplete')

  // A browser does not ask for the same address again: it comes under another.
  await page.getByRole('group', { name: '数字键盘' }).waitFor({ timeout: 30_000 })
  expect(await mark(page).inputValue()).toBe('81')
  expect(await mark(page).getAttribute('inputmode')).toBe('none')
  await send(page)
  await page.locator('footer .overview', { hasText: '1/2' }).waitFor()
  expect((await held(room, judge)).scores).toEqual({ 'c-1': { trade: 81 } })
  await close()
}, 60_000)

test('grades from the first call on, and sends when the round takes ballots', async () => {
  const room = await hall.room(
    { contestants: contestantsIn('zh-CN').slice(0, 2) },
    { panels: [{ electorate: 'judges', ballot: gradesIn('zh-CN') }] },
  )
  const judge = await room.person('judges')
  const { page, close } = await room.visit(judge.link)
  await page.getByText('打分还没有开始').waitFor()
  await room.command({ type: 'stageContestant', contestant: 'c-1' })
  const grade = page.getByRole('radio').first()
  await grade.check()
  const cast = page.getByRole('button', { name: '投票', exact: true })
  await page.getByText('草稿存在本机，开始后再提交').waitFor()
  expect(await cast.isDisabled()).toBe(true)
  await lookAt(page, 'judge-grade-draft')
  await page.reload()
  await grade.waitFor()
  expect(await grade.isChecked()).toBe(true)
  await room.openRound()
  await cast.click()
  await page.getByText('投票成功').first().waitFor()
  await close()
}, 60_000)

test('finds one among a hundred in an overview that stays on the screen', async () => {
  const contestants = Array.from({ length: 100 }, (_, index) => ({
    id: `c-${index + 1}`,
    name: index === 70 ? '里口村' : `${index + 1}号村`,
  }))
  const room = await hall.room({ contestants }, { panels: [scored] })
  await room.openRound()
  const { page, close } = await room.visit((await room.person('judges')).link)
  await mark(page).fill('81')
  await send(page)
  await page.locator('footer .overview', { hasText: '1/100' }).click()
  await page.getByRole('searchbox').fill('lkc')
  await page.getByText('找到 1 个').waitFor()
  expect(await page.getByRole('listitem').count()).toBe(1)
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: '未提交 99' }).click()
  await expect.poll(() => page.getByRole('listitem').count()).toBe(99)
  await lookAt(page, 'judge-overview-long')
  const tall = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight)
  expect(tall).toBeLessThan(1.5)
  await page.getByRole('button', { name: /^71 里口村/ }).click()
  await page.getByRole('heading', { level: 1, name: '里口村' }).waitFor()
  await close()
}, 60_000)

test('whose correction is not there when the round closes is not told that all was received', async () => {
  const room = await roomOf(1)
  const judge = await room.person('judges')
  const { page, close } = await room.visit(judge.link, { viewport: screens.tablet })
  await mark(page).fill('81')
  await send(page)
  await page.getByText('1 位全部提交').waitFor()
  await page.getByRole('button', { name: '返回打分' }).click()
  await page.route('**/ballot', (route) =>
    route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue(),
  )
  await mark(page).fill('99')
  await send(page)
  await page.getByText('尚未送达，请勿关闭').waitFor()
  await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
  await page.getByText('正在核实您提交的评分').waitFor()
  expect(await page.getByText('您的评分表已全部收到').count()).toBe(0)

  await page.unroute('**/ballot')
  await page.getByText('1 位中，您给 1 位的评分已经送达；没有提交的不计入').waitFor({ timeout: 40_000 })
  expect((await held(room, judge)).scores).toEqual({ 'c-1': { trade: 81 } })
  await close()
}, 90_000)

test('scores from the first call on: what is ready goes out with the opening, and after a void it is taken over', async () => {
  const room = await hall.room({ contestants: contestantsIn('zh-CN').slice(0, 3) }, { panels: [scored] })
  const judge = await room.person('judges')
  const { page, close } = await room.visit(judge.link, { viewport: screens.tablet })
  await page.getByText('打分还没有开始').waitFor()
  await room.command({ type: 'stageContestant', contestant: 'c-2' })
  await page.getByRole('heading', { level: 1, name: '镐地村' }).waitFor()
  await mark(page).fill('8,5')
  expect(await mark(page).inputValue()).toBe('8.5')
  await page.getByRole('button', { name: '下一项' }).click()
  await words(page).fill('讲得实')
  await lookAt(page, 'judge-draft')
  await page.getByRole('button', { name: '评好，下一位' }).click()
  await turnTo(page, '镐地村')
  await page.getByText('已评好，开始打分后自动提交').waitFor()

  await room.openRound()
  await page.getByText('提交成功').waitFor()
  const given = { scores: { 'c-2': { trade: 8.5 } }, comments: { 'c-2': { strength: '讲得实' } } }
  expect(await held(room, judge)).toEqual(given)

  await room.command({ type: 'voidRound', round: 'final', reason: '话筒没有声音' })
  await page.getByText('上一次打分已作废（话筒没有声音），请重新打分。您上次评过 1 位').waitFor()
  const other = await room.visit(judge.link)
  await other.page.getByText('您上次评过 1 位').waitFor()
  await other.page.getByRole('button', { name: '沿用上次分数' }).click()
  await other.page.getByRole('listitem').filter({ hasText: '镐地村' }).getByText('8.5').waitFor()
  await other.close()
  await page.getByRole('button', { name: '沿用上次分数' }).click()
  await page.getByRole('listitem').filter({ hasText: '镐地村' }).getByText('8.5').waitFor()
  await lookAt(page, 'judge-overview')
  await room.openRound()
  await page
    .getByRole('listitem')
    .getByRole('button', { name: /^2 镐地村/ })
    .click()
  expect(await words(page).inputValue()).toBe('讲得实')
  await send(page)
  await page.locator('footer .overview', { hasText: '1/3' }).waitFor()
  expect(await held(room, judge)).toEqual(given)
  await close()
}, 60_000)

describe.each([
  ['two devices', false],
  ['two tabs of one browser', true],
])('with %s', (_, tabs) => {
  const seat = async () => {
    const room = await roomOf(3)
    const judge = await room.person('judges')
    const first = await room.visit(judge.link, { viewport: screens.tablet })
    await mark(first.page).waitFor()
    const open = async () => {
      const page = tabs ? await first.page.context().newPage() : (await room.visit(judge.link)).page
      if (tabs) await page.goto(judge.link)
      await mark(page).waitFor()
      return page
    }
    return { room, judge, tablet: first.page, open }
  }

  test('what one corrects the other leaves as it is, words included', async () => {
    const { room, judge, tablet, open } = await seat()
    await mark(tablet).fill('60')
    await send(tablet)
    await tablet.locator('footer .overview', { hasText: '1/3' }).waitFor()
    const phone = await open()
    // Until it knows of the mark it takes what is typed for the first, and goes on to the next contestant.
    await phone.locator('footer .overview', { hasText: '1/3' }).waitFor()
    await turnTo(phone, '里口村')
    await mark(phone).fill('90')
    await words(phone).fill('更正：算错了')
    await send(phone)
    await phone.getByText('提交成功').waitFor()

    await mark(tablet).fill('75')
    await send(tablet)
    await tablet.locator('footer .overview', { hasText: '2/3' }).waitFor()

    const { scores, comments } = await held(room, judge)
    expect(scores).toEqual({ 'c-1': { trade: 90 }, 'c-2': { trade: 75 } })
    expect(comments['c-1'].strength).toBe('更正：算错了')
    await tablet.getByText('您在另一台设备上评过或改过：里口村').waitFor()
    await turnTo(tablet, '里口村')
    expect(await mark(tablet).inputValue()).toBe('90')
    expect(await words(tablet).inputValue()).toBe('更正：算错了')
    await tablet.context().close()
  }, 60_000)

  test('the first mark of one takes nothing away from the other', async () => {
    const { room, judge, tablet, open } = await seat()
    const phone = await open()
    await mark(phone).fill('90')
    await send(phone)
    await phone.locator('footer .overview', { hasText: '1/3' }).waitFor()
    await turnTo(tablet, '五间屋村')
    await mark(tablet).fill('75')
    await send(tablet)
    await tablet.locator('footer .overview', { hasText: '2/3' }).waitFor()
    expect((await held(room, judge)).scores).toEqual({ 'c-1': { trade: 90 }, 'c-3': { trade: 75 } })
    await tablet.context().close()
  }, 60_000)
})

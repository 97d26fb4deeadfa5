import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screens, visit } from '#test/support/browser.ts'
import { roundWith } from '#test/support/contest.ts'
import { lookAt } from '#test/support/page-look.ts'
import { Hall, type Room } from './hall.ts'

/** Two rounds of the same people are open at once, on purpose or because the first was forgotten. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const choose = { kind: 'choose' as const, max: 1 }
const score = { kind: 'score' as const, criteria: [{ id: 'trade', name: '产业发展', max: 100 }] }
const round = (id: string, title: string, contestants: string[]) =>
  roundWith({
    id,
    title,
    contestants,
    panels: [
      { electorate: 'village', ballot: choose },
      { electorate: 'judges', ballot: score },
    ],
  })

const roomOf = (): Promise<Room> =>
  hall.room({
    stream: { kind: 'none' },
    rounds: [round('first', '全场人气奖', ['c-1', 'c-2']), round('second', '第二轮', ['c-3', 'c-4'])],
  })
const openBoth = async (room: Room) => {
  for (const id of ['first', 'second']) await room.command({ type: 'openRound', round: id, seconds: 600 })
}
const ballotOf = (page: Page, title: string) =>
  page.locator('main > section').filter({ has: page.getByRole('heading', { name: title }) })

test('a phone has both ballots, and what was cast stays marked', async () => {
  const room = await roomOf()
  const voter = await room.person()
  await room.command({ type: 'openRound', round: 'first', seconds: 600 })
  const { page, close } = await room.visit(voter.link)
  await page.getByRole('checkbox', { name: /里口村/ }).check()
  await room.command({ type: 'openRound', round: 'second', seconds: 600 })

  // The ballot that is being filled in stays first.
  await page.getByText('现在有 2 轮同时投票').waitFor()
  await page.getByRole('heading', { name: '1. 全场人气奖' }).waitFor()
  await lookAt(page, 'watch-two-rounds', { thumbs: true })
  await ballotOf(page, '全场人气奖').getByRole('button', { name: '投票', exact: true }).click()
  await ballotOf(page, '全场人气奖').getByRole('heading', { name: '投票成功' }).waitFor()

  await page.reload()
  await ballotOf(page, '全场人气奖').getByRole('heading', { name: '投票成功' }).waitFor()
  const second = ballotOf(page, '第二轮')
  await second.getByRole('checkbox', { name: /石前庄村/ }).check()
  await second.getByRole('button', { name: '投票', exact: true }).click()
  await second.getByRole('heading', { name: '投票成功' }).waitFor()

  const token = await hall.signIn(voter.code)
  const cast = async (id: string) =>
    (await room.ask('GET', `/rounds/${id}/ballot`, undefined, token)).ballot.choices
  expect([await cast('first'), await cast('second')]).toEqual([['c-1'], ['c-4']])
  await close()
}, 60_000)

test('a judge is told of the other round, and the page turns only when asked', async () => {
  const room = await roomOf()
  const judge = await room.person('judges')
  await room.command({ type: 'openRound', round: 'first', seconds: 600 })
  const { page, close } = await room.visit(judge.link, { viewport: screens.tablet })
  const at = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  await at('里口村')
  await room.command({ type: 'openRound', round: 'second', seconds: 600 })
  await page.getByText('同时进行的还有：第二轮').waitFor()
  await at('里口村')
  await page.context().setOffline(true)
  await page.locator('input[data-criterion="trade"]:visible').fill('81')
  await page.locator('footer .primary:visible').click()
  await page.getByText('尚未送达，请勿关闭').waitFor()

  await page.getByRole('button', { name: '前往' }).click()
  await at('五间屋村')
  await page.getByText('同时进行的还有：全场人气奖').waitFor()
  // What was sent in the first round goes out from behind the second.
  await page.context().setOffline(false)
  const token = await hall.signIn(judge.code)
  await expect
    .poll(() => room.ask('GET', '/rounds/first/ballot', undefined, token).catch(() => undefined), {
      timeout: 20_000,
    })
    .toMatchObject({ ballot: { scores: { 'c-1': { trade: 81 } } } })
  await close()
}, 60_000)

describe('the hall', () => {
  test('sees the round of whoever is on stage, else the one that was opened last', async () => {
    const room = await roomOf()
    await openBoth(room)
    const screen = await visit(hall.browser, `${hall.base}/screen?contest=${room.id}`, {
      viewport: screens.hall,
    })
    await screen.page.getByText('第二轮').waitFor()
    await room.command({ type: 'stageContestant', contestant: 'c-1' })
    await screen.page.getByText('全场人气奖').waitFor()
    await screen.close()
  }, 60_000)
})

test('the console asks before people get a second ballot, and says who', async () => {
  const room = await roomOf()
  await room.command({ type: 'openRound', round: 'first', seconds: 600 })
  for (const contestant of ['c-3', 'c-4']) await room.command({ type: 'stageContestant', contestant })
  const { page, close } = await visit(
    hall.browser,
    hall.ownerLink.replace('/console#', `/console?contest=${room.id}#`),
  )
  await page.getByRole('button', { name: /第二轮/ }).click()
  await page.getByRole('button', { name: /^开始打分和投票/ }).click()
  await page
    .getByRole('dialog')
    .getByText('“全场人气奖”还没有截止。村、评委的页面上会同时有两张选票')
    .waitFor()
  const { rounds } = await room.ask('GET', '/live')
  expect(rounds.second.status).toBe('waiting')
  await lookAt(page, 'console-second-round')
  await page.getByRole('dialog').getByRole('button', { name: '开始投票' }).click()
  await expect.poll(async () => (await room.ask('GET', '/live')).rounds.second.status).toBe('open')
  await close()
}, 60_000)

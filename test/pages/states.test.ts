import axe from 'axe-core'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { screens, type Visit } from '#test/support/browser.ts'
import { Hall, type Room, scores } from './hall.ts'

/**
 * Every main state of the pages for voters and judges, from a small phone with large type to a laptop: nothing serious found by axe,
 * nothing wider than the screen, nothing too small for a thumb. With PICTURES=<folder> it leaves a picture of each.
 */

const pictures = process.env['PICTURES']
const widths = [
  { name: '320-large', width: 320, height: 640, large: true },
  { name: '360', ...screens.phone, large: false },
  { name: '768', width: 768, height: 1024, large: false },
  { name: '1280', width: 1280, height: 800, large: false },
] as const

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
  if (pictures) await mkdir(pictures, { recursive: true })
}, 120_000)
afterAll(() => hall.close())

/** Looks at a state of a page in every width. */
const look = async ({ page }: Visit, state: string) => {
  for (const { name, width, height, large } of widths) {
    await page.setViewportSize({ width, height })
    await page.evaluate((large) => {
      if (large) document.documentElement.dataset['type'] = 'large'
      else delete document.documentElement.dataset['type']
    }, large)
    await page.evaluate(() => new Promise(requestAnimationFrame))
    if (pictures) await page.screenshot({ path: join(pictures, `${state}-${name}.png`) })
    expect(await tooWide(page), `${state} at ${name}`).toEqual([])
    expect(await tooSmall(page), `${state} at ${name}`).toEqual([])
    if (width === 360 || width === 1280) expect(await serious(page), `${state} at ${name}`).toEqual([])
  }
}

const serious = async (page: Page) => {
  await page.evaluate(`${axe.source}; void 0`)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map(({ html }) => html.slice(0, 160)),
    }))
  })
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
}

/** What sticks out of the screen sideways. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.only-spoken'),
      )
      .map((element) => element.outerHTML.slice(0, 120)),
  )

/** What a thumb is to hit and cannot: WCAG 2.2 asks for 24 px, we for 48 of the main keys. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], select, summary')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 24))
      .map(
        ({ element, box }) =>
          `${Math.round(box.width)} × ${Math.round(box.height)} ${element.outerHTML.slice(0, 100)}`,
      ),
  )

const roomOf = async (over: Partial<Contest> = {}, round: Partial<Round> = {}): Promise<Room> =>
  hall.room({ stream: { kind: 'hls', url: '/sample/live.m3u8' }, ...over }, round)

const stage = (room: Room) => room.command({ type: 'stageContestant', contestant: 'c-1' })
const pick = (page: Page, name: string) => page.getByRole('checkbox', { name: new RegExp(name) }).check()
const vote = (page: Page) => page.getByRole('button', { name: '投票', exact: true }).click()

describe('the watch page', () => {
  test('from the waiting to the result', async () => {
    const room = await roomOf({}, { figures: 'live' })
    await stage(room)
    const [person, ...others] = await room.people(6)
    if (!person) throw new Error('nobody was added')
    const opened = await room.visit(person.link)
    const { page } = opened
    await page.getByText('正在台上 · 第 1 位').waitFor()
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0)
    await look(opened, 'watch-waiting')

    await room.openRound()
    await pick(page, '里口村')
    await look(opened, 'watch-filling')
    await page.route('**/ballot', (route) => route.abort())
    await vote(page)
    await page.getByRole('heading', { name: '未送达' }).waitFor()
    await look(opened, 'watch-undelivered')
    await page.unroute('**/ballot')
    await page.getByRole('button', { name: '立即再送' }).click()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    for (const [index, other] of others.entries())
      await room.cast(other, { electorate: 'village', choices: index < 3 ? ['c-2', 'c-3'] : ['c-4'] })
    await page.getByText('暂列').first().waitFor()
    await look(opened, 'watch-received')
    await page.getByRole('button', { name: '修改' }).click()
    await look(opened, 'watch-revising')

    await room.seal()
    await page.getByRole('heading', { name: '选票已封存' }).or(page.getByText('正式结果')).first().waitFor()
    await look(opened, 'watch-sealed')
    await room.publish()
    await page.getByRole('link', { name: '查看完整结果' }).waitFor({ timeout: 30_000 })
    await look(opened, 'watch-published')
    await opened.close()
  }, 180_000)

  test('without a code, with a wrong one, without a contest', async () => {
    const room = await roomOf({ stream: { kind: 'none' } })
    await room.openRound()
    const spectator = await room.visit(`${hall.base}/watch?contest=${room.id}`)
    await spectator.page.getByText('投票需要验证码').waitFor()
    await look(spectator, 'watch-spectator')
    await spectator.page.getByLabel('验证码').fill('AAAA-BBBB-CCCC')
    await spectator.page.getByRole('button', { name: '进入' }).click()
    await spectator.page.getByText('验证码无效').waitFor()
    await look(spectator, 'watch-refused')
    await spectator.close()
    const lost = await room.visit(`${hall.base}/watch?contest=nowhere-at-all`)
    await lost.page.getByText('没有找到这场活动').waitFor()
    await look(lost, 'watch-no-contest')
    await lost.close()
    const home = await room.visit(hall.base)
    await home.page.getByRole('heading', { name: '擂台' }).waitFor()
    await look(home, 'home')
    await home.close()
  }, 120_000)

  test.each<[string, Round['panels'][number]['ballot']]>([
    [
      'grade',
      {
        kind: 'grade',
        grades: ['好', '较好', '一般', '差'].map((name, i) => ({ id: `g${i}`, name, value: 4 - i })),
      },
    ],
    ['rank', { kind: 'rank', points: [5, 3, 1] }],
    ['score', scores],
  ])(
    'with a ballot to %s, in a blue of its own',
    async (kind, ballot) => {
      const room = await roomOf(
        { stream: { kind: 'none' }, look: { accent: '#0b5c8a', logo: '/icon.svg' } },
        { panels: [{ electorate: 'village', ballot }] },
      )
      await stage(room)
      await room.openRound()
      const opened = await room.visit((await room.person()).link)
      await opened.page.getByRole('button', { name: '投票', exact: true }).waitFor()
      await opened.page.getByText('里口村').nth(1).waitFor()
      await look(opened, `watch-${kind}`)
      await opened.close()
    },
    90_000,
  )
})

describe('the judge page', () => {
  test('from the waiting to the last score', async () => {
    const room = await roomOf({
      stream: { kind: 'none' },
      contestants: [
        { id: 'c-1', name: '里口村', unit: '方圆街道' },
        { id: 'c-2', name: '镐地村', unit: '方圆街道' },
      ],
    })
    const opened = await room.visit((await room.person('judges')).link, { viewport: screens.tablet })
    const { page } = opened
    await page.getByText('打分还没有开始').waitFor()
    await look(opened, 'judge-waiting')
    await room.openRound()
    await page.locator('input[data-criterion="party"]').fill('18.5')
    await page.locator('input[data-criterion="trade"]').fill('27')
    await page.locator('input[data-criterion="build"]').focus()
    await page.getByRole('button', { name: '9', exact: true }).click()
    await page.getByRole('button', { name: '9', exact: true }).click()
    await page.getByText('最高 20 分').waitFor()
    await room.command({ type: 'stageContestant', contestant: 'c-2' })
    await page.getByText('现在台上：镐地村').waitFor()
    await page.getByRole('textbox', { name: '优点' }).fill('产业链清楚，集体收入说得实。')
    await look(opened, 'judge-scoring')

    for (const village of ['里口村', '镐地村']) {
      await page.getByRole('heading', { name: village }).waitFor()
      for (const [index, { id, max }] of scores.criteria.entries())
        await page.locator(`input[data-criterion="${id}"]`).fill(String(max - index))
      await page.getByRole('button', { name: /^提交/ }).click()
    }
    await page.getByText('2 位全部提交').waitFor()
    await look(opened, 'judge-overview')
    await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
    await page.getByText('您的评分表已全部收到').waitFor()
    await look(opened, 'judge-closed')
    await opened.close()
  }, 150_000)

  test('shown to somebody who is no judge', async () => {
    const room = await roomOf()
    const { code } = await room.person()
    const opened = await room.visit(`${hall.base}/judge?contest=${room.id}#${code}`)
    await opened.page.getByText('这是评委打分页').waitFor()
    await look(opened, 'judge-wrong-role')
    await opened.close()
  }, 60_000)
})

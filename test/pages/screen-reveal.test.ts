import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Standing } from '#contract/live.ts'
import { revealedParts } from '#core/contest/reveal-parts.ts'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser, screens } from '#test/support/browser.ts'
import { lookAt, picture } from '#test/support/page-look.ts'

let browser: Browser
beforeAll(async () => {
  await buildPages(() => undefined)
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser.close())

/** A busy machine draws late. */
const patience = { timeout: 10_000 }

const turnout = { village: { cast: 100, eligible: 103 } }

/** A ranking that is being revealed on the screen; the best two share first place where `tied` says so. */
const revealOn = async (rows: number, { tied = false } = {}) => {
  const acted = new ActedContest(rows)
  const page = await acted.show('/screen?contest=acted', browser)
  const standings = acted
    .standings()
    .map((standing, index): Standing =>
      tied && index < 2 ? { ...standing, rank: 1, tied, total: '95.00' } : standing,
    )
  const reveal = (places: number) => {
    const out = standings.slice(rows - places)
    acted.tell({
      status: 'published',
      closesAt: '2026-11-24T12:00:00.000Z',
      turnout,
      revealed: places,
      standings: out.slice(0, 50),
      ...(out.length > 50 && { more: out.length - 50 }),
    })
  }
  reveal(0)
  await page.getByText('即将揭晓').first().waitFor()
  await expect.poll(() => acted.listeners, { timeout: 10_000 }).toBe(1)
  return { page, reveal, close: () => page.context().close() }
}

const kept = (page: Page) => page.locator('.kept').count()
const ranks = (page: Page) => page.locator('ol .rank').allTextContents()

/** Names of what is animated now, with the properties that move. */
const animated = (page: Page) =>
  page.evaluate(() =>
    document.getAnimations().map((animation) => {
      const effect = animation.effect as KeyframeEffect
      const properties = effect.getKeyframes().flatMap((frame) => Object.keys(frame))
      const about = ['offset', 'computedOffset', 'easing', 'composite']
      const row = effect.target?.querySelector('b')?.textContent
      return { row, moves: [...new Set(properties)].filter((name) => !about.includes(name)).sort() }
    }),
  )

describe('while places are revealed', () => {
  test('each travels to its place by what a compositor moves alone: nothing is laid out or styled on the way', async () => {
    const { page, reveal, close } = await revealOn(32)
    expect(await kept(page)).toBe(32)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const work = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
      return { layouts: of('LayoutCount'), styles: of('RecalcStyleCount') }
    }
    reveal(1)
    await page.waitForFunction(() =>
      document.getAnimations().some(({ currentTime }) => Number(currentTime) > 0),
    )
    const before = await work()
    expect(await animated(page)).toEqual([{ row: '第32号参评村', moves: ['opacity', 'transform'] }])
    // Waits without looking: a look would have the page styled.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
    const after = await work()
    // 36 frames and more: what is done for each of them would be done that often; the clock and the end of the way cost a few.
    expect(after.layouts - before.layouts).toBeLessThan(12)
    expect(after.styles - before.styles).toBeLessThan(12)
    expect(await ranks(page)).toEqual(['32'])
    expect(await kept(page)).toBe(31)
    reveal(31)
    await expect.poll(() => kept(page), patience).toBe(1)
    await picture(page, 'screen-32-places')
    await close()
  }, 60_000)

  test('rows that share a rank travel side by side', async () => {
    const { page, reveal, close } = await revealOn(8)
    reveal(3)
    const tops = () =>
      page.locator('li.newest').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top))
    await page.waitForFunction(() => document.getAnimations().length === 3)
    const [first = 0, second = 0, third = 0] = await tops()
    expect(second - first).toBeGreaterThan(40)
    expect(third - second).toBeGreaterThan(40)
    await close()
  }, 60_000)

  test('a ranking longer than the document is revealed on its own pages', async () => {
    const { page, reveal, close } = await revealOn(70)
    reveal(3)
    await expect.poll(() => ranks(page), patience).toEqual(['68', '69', '70'])
    expect(await kept(page)).toBe(22 - 3)
    reveal(60)
    await expect
      .poll(() => ranks(page), patience)
      .toEqual(Array.from({ length: 14 }, (_, index) => `${index + 11}`))
    expect(await kept(page)).toBe(10)
    reveal(70)
    await expect.poll(() => ranks(page), { timeout: 10_000 }).toHaveLength(25)
    await page.getByText('另有 20 个').waitFor()
    await close()
  }, 60_000)
})

test('equal totals say what parts them, and points below zero are drawn as such', async () => {
  const acted = new ActedContest(12)
  const parting = { by: 'panel' as const, panel: 'village' }
  const standings = acted.standings().map((standing, index): Standing => ({
    ...standing,
    ...(index < 2 && { total: '95.00', tieBreak: parting }),
    ...(index === 4 && { total: '-3.00' }),
  }))
  const tell = (rows: number) => {
    const published = { status: 'published', closesAt: '2026-11-24T12:00:00.000Z', turnout } as const
    acted.tell({ ...published, standings: standings.slice(0, rows) })
  }
  tell(12)
  const page = await acted.show('/screen?contest=acted', browser)
  const reasons = page.getByText('同分：村得分高者列前')
  for (const rows of [12, 5]) {
    tell(rows)
    await expect.poll(() => ranks(page), patience).toHaveLength(rows)
    expect(await reasons.count()).toBe(2)
    const cut = await reasons.evaluateAll(
      (all) => all.filter((one) => one.scrollWidth > one.clientWidth).length,
    )
    await picture(page, `screen-tie-parted-${rows}`)
    expect(cut).toBe(0)
  }
  expect(await page.locator('.bar.below').count()).toBe(1)
  await page.context().close()
}, 60_000)

describe('while it is revealed in two parts', () => {
  const parts = [
    ['c-0', 50, 4],
    ['c-1', 44, 30],
    ['c-2', 36, 25],
  ] as const
  const panel = (part: number) => ({ points: part.toFixed(2), part: part.toFixed(2) })
  const standings = parts
    .map(([contestant, judge, village]) => ({
      contestant,
      rank: 1,
      tied: false,
      total: (judge + village).toFixed(2),
      panels: { judge: panel(judge), village: panel(village) },
    }))
    .sort((one, other) => Number(other.total) - Number(one.total))
    .map((row, index): Standing => ({ ...row, rank: index + 1 }))

  const acted = new ActedContest(3)
  const { contest } = acted
  contest.electorates.unshift({ id: 'judge', name: '评委', role: 'judge' })
  const panels = contest.electorates.map(({ id }) => ({
    electorate: id,
    weight: id === 'judge' ? 60 : 40,
    ballot: { kind: 'choose' as const, max: 3 },
  }))
  const round = { id: 'final', title: '决赛', panels }
  contest.rounds = [round]
  const published = { status: 'published', closesAt: '2026-11-24T12:00:00.000Z', turnout } as const
  const contestants = parts.map(([id]) => id)
  const add = (added: number) =>
    acted.tell({
      ...published,
      revealed: 0,
      standings: [],
      inParts: revealedParts(contest, round, { contestants, standings }, { first: ['judge'], added }),
    })

  test('the hall and the phones see the judges’ points, the others’ come to them one by one, and who leads', async () => {
    add(0)
    const [screen, phone, overlay] = await Promise.all([
      acted.show('/screen?contest=acted', browser),
      acted.show('/watch?contest=acted', browser),
      acted.show('/overlay#contest=acted', browser),
    ])
    await phone.setViewportSize(screens.phone)
    await expect.poll(() => acted.listeners, { timeout: 10_000 }).toBe(3)
    const rows = (page: Page) => page.locator('ol > li, tbody:last-of-type tr').allInnerTexts()
    const read = async (page: Page) => (await rows(page)).map((row) => row.replaceAll(/\s+/g, ' '))
    await expect
      .poll(() => read(screen), patience)
      .toEqual([
        '1 第1号参评村 评委 50.00 50.00',
        '2 第2号参评村 评委 44.00 44.00',
        '3 第3号参评村 评委 36.00 36.00',
      ])
    await lookAt(phone, 'watch-first-part', { thumbs: true })
    await picture(screen, 'screen-first-part')

    add(1)
    const first = '1 第3号参评村 评委 36.00 ＋ 村 25.00 61.00'
    await expect.poll(async () => (await read(screen))[0], patience).toBe(first)
    await expect.poll(async () => (await read(phone))[0], patience).toBe(first)
    expect((await read(screen)).slice(1)).toEqual([
      '2 第1号参评村 评委 50.00 50.00',
      '3 第2号参评村 评委 44.00 44.00',
    ])
    expect(await screen.locator('li.newest b').allTextContents()).toEqual(['第3号参评村'])
    await overlay.getByText('揭晓中').waitFor()
    await expect.poll(async () => (await read(overlay))[0], patience).toBe('1 第3号参评村 61.00')
    for (const page of [screen, phone, overlay])
      expect(await page.getByText(/正式结果|第一名|74\.00|54\.00/).count()).toBe(0)
    await picture(screen, 'screen-second-part')
    await picture(overlay, 'overlay-second-part')
    await lookAt(phone, 'watch-second-part', { thumbs: true })

    add(3)
    await expect
      .poll(async () => (await read(screen))[0], patience)
      .toBe('1 第2号参评村 评委 44.00 ＋ 村 30.00 74.00')
    await picture(screen, 'screen-both-parts')
    acted.tell({ ...published, revealed: 3, standings })
    await screen.getByRole('status').filter({ hasText: '第一名' }).waitFor()
    await phone.getByText('正式结果').first().waitFor()
    await expect.poll(() => ranks(screen), { timeout: 10_000 }).toEqual(['1', '2', '3'])
    await Promise.all([screen, phone, overlay].map((page) => page.context().close()))
  }, 60_000)
})

describe('when first place is revealed', () => {
  test('it has the stage to itself with whoever shares it, and then its place in the ranking', async () => {
    const { page, reveal, close } = await revealOn(5, { tied: true })
    reveal(3)
    await expect.poll(() => ranks(page), patience).toEqual(['3', '4', '5'])
    reveal(5)
    const moment = page.getByRole('status').filter({ hasText: '并列第一名' })
    await moment.waitFor()
    expect(await moment.locator('b').allTextContents()).toEqual(['第1号参评村', '第2号参评村'])
    expect(await ranks(page)).toEqual(['3', '4', '5'])
    await picture(page, 'screen-first-place')
    await moment.waitFor({ state: 'detached' })
    expect(await ranks(page)).toEqual(['1', '1', '3', '4', '5'])
    expect(await page.getByText('并列', { exact: true }).count()).toBe(2)
    await close()
  }, 60_000)

  test('a step that is taken back takes it off the stage', async () => {
    const { page, reveal, close } = await revealOn(5)
    reveal(5)
    const moment = page.getByRole('status').filter({ hasText: '第一名' })
    await moment.waitFor()
    reveal(4)
    await moment.waitFor({ state: 'detached' })
    expect(await ranks(page)).toEqual(['2', '3', '4', '5'])
    expect(await kept(page)).toBe(1)
    await close()
  }, 60_000)

  test('a screen that is opened afterwards shows the ranking at once', async () => {
    const { page, reveal, close } = await revealOn(5)
    reveal(5)
    await page.reload()
    await expect.poll(() => ranks(page), patience).toEqual(['1', '2', '3', '4', '5'])
    expect(await page.getByText('第一名').count()).toBe(0)
    await close()
  }, 60_000)

  test('nothing moves under reduced motion', async () => {
    const { page, reveal, close } = await revealOn(5)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.evaluate(() => {
      const moved: string[] = []
      const look = () => {
        moved.push(...document.getAnimations().map(({ id, playState }) => `${id} ${playState}`))
        requestAnimationFrame(look)
      }
      look()
      Object.assign(window, { moved })
    })
    reveal(4)
    await expect.poll(() => ranks(page), patience).toEqual(['2', '3', '4', '5'])
    reveal(5)
    await page.getByRole('status').filter({ hasText: '第一名' }).waitFor()
    await expect.poll(() => ranks(page), { timeout: 10_000 }).toEqual(['1', '2', '3', '4', '5'])
    expect(await page.evaluate(() => Reflect.get(window, 'moved') as string[])).toEqual([])
    await close()
  }, 60_000)
})

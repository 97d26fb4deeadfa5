import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Standing } from '#contract/live.ts'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser } from '#test/support/browser.ts'
import { picture } from '#test/support/page-look.ts'

let browser: Browser
beforeAll(async () => {
  await buildPages(() => undefined)
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser.close())

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
    await expect.poll(() => kept(page)).toBe(1)
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
    await expect.poll(() => ranks(page)).toEqual(['68', '69', '70'])
    expect(await kept(page)).toBe(22 - 3)
    reveal(60)
    await expect.poll(() => ranks(page)).toEqual(Array.from({ length: 14 }, (_, index) => `${index + 11}`))
    expect(await kept(page)).toBe(10)
    reveal(70)
    await expect.poll(() => ranks(page), { timeout: 10_000 }).toHaveLength(25)
    await page.getByText('另有 20 个').waitFor()
    await close()
  }, 60_000)
})

describe('when first place is revealed', () => {
  test('it has the stage to itself with whoever shares it, and then its place in the ranking', async () => {
    const { page, reveal, close } = await revealOn(5, { tied: true })
    reveal(3)
    await expect.poll(() => ranks(page)).toEqual(['3', '4', '5'])
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
    await expect.poll(() => ranks(page)).toEqual(['1', '2', '3', '4', '5'])
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
    await expect.poll(() => ranks(page)).toEqual(['2', '3', '4', '5'])
    reveal(5)
    await page.getByRole('status').filter({ hasText: '第一名' }).waitFor()
    await expect.poll(() => ranks(page), { timeout: 10_000 }).toEqual(['1', '2', '3', '4', '5'])
    expect(await page.evaluate(() => Reflect.get(window, 'moved') as string[])).toEqual([])
    await close()
  }, 60_000)
})

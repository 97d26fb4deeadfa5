import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser } from '#test/support/browser.ts'

/** What a big screen lives through from morning to night, in a minute. */

let browser: Browser
beforeAll(async () => {
  await buildPages(() => undefined)
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser.close())

/** What the page holds once the collector has run. */
const held = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  await session.detach()
  return { megabytes: usedSize / 1e6, nodes, jsEventListeners }
}

/** More than a screen is made of, and less than one update in three would leave behind. */
const mostNodes = 2_000

/** What it holds when the last rows have come to their places: until then the page keeps those that have gone. */
async function heldAtRest(page: Page) {
  await expect.poll(async () => (await held(page)).nodes, { timeout: 30_000 }).toBeLessThan(mostNodes)
  return held(page)
}

const updates = 1_500

/** Contestants come and go, figures move, rounds close and are published. */
const live = async (acted: ActedContest, page: Page, from: number) => {
  for (let turn = from; turn < from + updates; turn++) {
    const turnout = { village: { cast: turn % 103, eligible: 103 } }
    const contestant = `c-${turn % 32}`
    if (turn % 7 === 0) acted.tell({ status: 'waiting' }, contestant)
    else if (turn % 7 === 6) acted.tell({ status: 'published', turnout, standings: acted.standings(turn) })
    else acted.tell({ turnout, standings: turn % 7 > 3 ? acted.standings(turn) : null }, contestant)
    if (turn % 50 === 0) await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  acted.tell({ turnout: { village: { cast: from, eligible: 777 } } })
  await page.getByText(/777/).first().waitFor()
}

test('thousands of updates leave nothing behind in memory', async () => {
  const acted = new ActedContest(32)
  const page = await acted.show('/screen?contest=acted', browser)
  await expect.poll(() => acted.listeners).toBe(1)
  await live(acted, page, 0)
  const before = await heldAtRest(page)
  await live(acted, page, updates)
  const after = await heldAtRest(page)
  // What one update in three left behind would be more than that; what waits for the collector is less.
  expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + updates / 3)
  expect(after.megabytes).toBeLessThan(before.megabytes + 2)
  await page.context().close()
}, 120_000)

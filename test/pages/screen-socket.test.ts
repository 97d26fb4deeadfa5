import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser } from '#test/support/browser.ts'

let browser: Browser
beforeAll(async () => {
  await buildPages(() => undefined)
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser.close())

test('a lost socket comes back by itself, and what happened meanwhile is on the screen', async () => {
  const acted = new ActedContest(8)
  const page = await acted.show('/screen?contest=acted', browser)
  await expect.poll(() => acted.listeners).toBe(1)
  await acted.dropSockets()
  acted.tell({ status: 'waiting' }, 'c-3')
  await page.getByRole('heading', { name: '第4号参评村' }).waitFor()
  await expect.poll(() => acted.listeners, { timeout: 20_000 }).toBe(1)
  expect(acted.connections).toBe(2)
  acted.tell({ status: 'waiting' }, 'c-5')
  await page.getByRole('heading', { name: '第6号参评村' }).waitFor()
  await page.context().close()
}, 60_000)

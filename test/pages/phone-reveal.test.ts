import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser } from '#test/support/browser.ts'
import { lookAt } from '#test/support/page-look.ts'

let browser: Browser
beforeAll(async () => {
  await buildPages(() => undefined)
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser.close())

test('a reveal on the phone keeps the places that are not out, and ends in gold with the way to the result', async () => {
  const acted = new ActedContest(5)
  const page = await acted.show('/watch?contest=acted', browser)
  const reveal = (places: number) =>
    acted.tell({
      status: 'published',
      closesAt: '2026-11-24T12:00:00.000Z',
      turnout: { village: { cast: 100, eligible: 103 } },
      revealed: places,
      standings: acted.standings().slice(5 - places),
    })
  reveal(0)
  await page.getByText('揭晓中').first().waitFor()
  await expect.poll(() => acted.listeners, { timeout: 10_000 }).toBe(1)
  expect(await page.locator('td.rank').allTextContents()).toEqual(['1', '2', '3', '4', '5'])

  reveal(2)
  await expect.poll(() => page.locator('tr.held').count()).toBe(3)
  expect(await page.locator('td.rank').allTextContents()).toEqual(['1', '2', '3', '4', '5'])
  expect(await page.getByText('待揭晓').count()).toBe(3)
  expect(await page.getByText(/已公布|正式结果|正在台上/).count()).toBe(0)
  await lookAt(page, 'watch-revealing', { thumbs: true })

  reveal(5)
  await page.getByText('正式结果').first().waitFor()
  expect(await page.locator('tr.gold .rank').allTextContents()).toEqual(['1'])
  const link = page.getByRole('link', { name: '查看完整结果' })
  expect(await link.getAttribute('href')).toBe('/result?contest=acted&round=final')
  const [way, table] = await Promise.all([link.boundingBox(), page.locator('table').boundingBox()])
  expect(way?.y).toBeLessThan(table?.y ?? 0)
  await lookAt(page, 'watch-revealed', { thumbs: true })
  await page.context().close()
}, 60_000)

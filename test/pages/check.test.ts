import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import { bookLine, resultOf } from '#core/seal.ts'
import { marksOf } from '#test/core/factory.ts'
import { type Tally, tallyOf } from '#core/tally.ts'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser } from '#test/support/browser.ts'

let browser: Browser
beforeAll(async () => {
  await buildPages(() => undefined)
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser.close())

/** A contest with a published result over so many ballots; `tamper` changes the book afterwards. */
const publishedOver = (ballots: number, tamper = (book: string) => book): ActedContest => {
  const acted = new ActedContest(8)
  const { contest } = acted
  const [round] = contest.rounds
  if (!round) throw new Error('the contest has no round')
  const lines = Array.from({ length: ballots }, (_, index): BookLine => ({
    id: `R${String(index).padStart(8, '0')}`,
    ballot: { electorate: 'village', choices: [`c-${index % 8}`, `c-${(index + 1 + (index % 5)) % 8}`] },
    voter: `v-${index}`,
  }))
  const tally: Tally = tallyOf(lines.flatMap(({ ballot }) => marksOf(contest, round, ballot)))
  const book = lines.map((line) => `${bookLine(line)}\n`).join('')
  const result = resultOf({
    contest,
    round,
    attempt: 1,
    version: 1,
    sealedAt: '2026-11-24T12:00:00.000Z',
    tally,
    eligible: { village: ballots },
    book: { sha256: createHash('sha256').update(book).digest('hex'), lines: ballots },
    log: { sha256: '0'.repeat(64), events: 3 },
  })
  acted.files.set('/rounds/final/result', JSON.stringify(result))
  acted.files.set('/rounds/final/book', tamper(book))
  acted.tell({ status: 'published', turnout: result.ballots, standings: result.standings })
  return acted
}
const path = '/result?contest=acted&round=final'

test('one changed ballot in the book is found, and the page says where', async () => {
  const page = await publishedOver(20, (book) => book.replace('"v-7"', '"v-8"')).show(path, browser)
  await page.getByText(/发现 \d+ 处不符/).waitFor()
  await page.getByText('选票明细第 9 行 $.voter · 这位投票人前面已经有一张选票').waitFor()
  await page.getByText('选票明细 · 选票明细的校验码与结果里的不同').waitFor()
  expect(await page.getByText('核验一致').count()).toBe(0)
  await page.context().close()
})

test('a book of 100,000 ballots is counted without stopping the page', async () => {
  const page = await publishedOver(100_000).show(path, browser)
  await page.evaluate(() => {
    const longest = { ms: 0 }
    let last = performance.now()
    const look = (now: number) => {
      longest.ms = Math.max(longest.ms, now - last)
      last = now
      requestAnimationFrame(look)
    }
    Object.assign(window, { longest })
    requestAnimationFrame(look)
  })
  await page.locator('summary').filter({ hasText: '核验' }).click()
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByRole('progressbar').waitFor()
  await page.getByText('核验一致').waitFor({ timeout: 60_000 })
  await page.getByText('100000 张选票重新清点').waitFor()
  const { ms } = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest)
  // A page that counted itself would stand still for seconds.
  expect(ms).toBeLessThan(1_000)
  await page.getByLabel('回执号').fill('r00099999')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText('在选票明细里，已计入结果').waitFor({ timeout: 30_000 })
  await page.context().close()
}, 120_000)

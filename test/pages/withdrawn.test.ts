import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '#contract/live.ts'
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

test('who has left a round is named by every page that is about it', async () => {
  const acted = new ActedContest(4)
  const { contest } = acted
  const [round] = contest.rounds
  if (!round) throw new Error('there is one round')
  round.contestants = ['c-0', 'c-1', 'c-3']
  const gone = { withdrawn: { 'c-2': ['final'] } }
  const left = '退出：第3号参评村'
  const turnout = { village: { cast: 100, eligible: 103 } }
  const tell = (live: Parameters<typeof acted.tell>[0], stage: string | null = null) =>
    acted.tell({ turnout, ...live }, stage, gone)

  tell({ status: 'waiting' }, 'c-0')
  const open = async (path: string, phone = false) => {
    const page = await acted.show(path, browser)
    if (phone) await page.setViewportSize(screens.phone)
    return page
  }
  const screen = await open('/screen?contest=acted')
  const watch = await open('/watch?contest=acted', true)
  const overlay = await open('/overlay#contest=acted')
  const backstage = await open('/backstage?contest=acted', true)
  for (const page of [screen, backstage]) await page.getByText(left).waitFor()
  await watch.getByText('退出', { exact: true }).waitFor()
  await picture(screen, 'screen-on-stage-withdrawn')
  await lookAt(backstage, 'backstage-withdrawn')

  tell({ status: 'open', opensAt: '2026-11-24T12:00:00.000Z' })
  for (const page of [screen, watch, overlay, backstage]) await page.getByText(left).waitFor()
  await picture(overlay, 'overlay-withdrawn')

  const standings = acted.standings().filter(({ contestant }) => contestant !== 'c-2')
  const result: Result = {
    ...{ contest: 'acted', round: 'final', attempt: 1, version: 1, sealedAt: '2026-11-24T12:00:00.000Z' },
    ballots: turnout,
    contestants: round.contestants,
    standings,
    book: { sha256: '0'.repeat(64), lines: 100 },
    log: { sha256: '0'.repeat(64), events: 9 },
    digest: '0'.repeat(64),
  }
  acted.files.set('/rounds/final/result', JSON.stringify(result))
  tell({ status: 'published', closesAt: '2026-11-24T12:00:00.000Z', standings })
  for (const page of [screen, watch, overlay]) await page.getByText(left).first().waitFor()
  await picture(screen, 'screen-ranking-withdrawn')
  await lookAt(watch, 'watch-withdrawn', { thumbs: true })
  const page = await open('/result?contest=acted&round=final', true)
  const row = page.locator('tbody.unranked tr')
  await row.first().waitFor()
  expect((await row.first().innerText()).replaceAll(/\s+/g, ' ')).toBe('— 第3号参评村 退出 甲镇 — +')
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('article tbody tr').filter({ hasText: '第3号参评村' })
  expect(await sheet.locator('td').allInnerTexts()).toEqual(['—', '第3号参评村甲镇', '—', '—', '退出'])
  await Promise.all([screen, watch, overlay, backstage, page].map((one) => one.context().close()))
}, 60_000)

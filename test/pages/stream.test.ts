import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castSchema } from '#contract/ballot.ts'
import { visit } from '#test/support/browser.ts'
import { Hall } from './hall.ts'

/** What the watch page shows beside its stream, and when. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const sample = { kind: 'hls', url: '/sample/live.m3u8' } as const

/** Whole seconds behind the stage, as the page tells its viewer. */
const delayOf = async (page: Page): Promise<number> => {
  const label = await page.getByText(/^延迟 \d+ 秒$/).textContent({ timeout: 30_000 })
  return Number(/\d+/.exec(label ?? '')?.[0])
}

/** The page measures every two seconds, and says whole ones. */
const unmeasured = 2

/** A moment of the stage is on the page no sooner than the stream shows it. */
const comesWithTheStream = async (page: Page, happens: () => Promise<unknown>, seen: Locator) => {
  const before = Date.now()
  await happens()
  await seen.waitFor({ timeout: 40_000 })
  const waited = (Date.now() - before) / 1_000
  expect(waited).toBeGreaterThan((await delayOf(page)) - unmeasured)
}

const vote = async (page: Page) => {
  await page.getByRole('checkbox', { name: /里口村/ }).check()
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await page.getByRole('heading', { name: '投票成功' }).waitFor()
}

describe('a stream that tells when it was made', () => {
  test('shows the stage, a result and each step of a reveal when the viewer sees them', async () => {
    const room = await hall.room({ stream: sample })
    const stage = (contestant: string) => room.command({ type: 'stageContestant', contestant })
    const reveal = (places: number) => room.command({ type: 'reveal', round: 'final', places })
    await stage('c-1')
    const { page, close } = await room.visit((await room.person()).link)
    const onStage = page.getByRole('heading', { level: 1 })
    await page.getByRole('heading', { level: 1, name: '里口村' }).waitFor()
    expect(await delayOf(page)).toBeGreaterThanOrEqual(4)

    await comesWithTheStream(
      page,
      async () => {
        await stage('c-2')
        await room.openRound()
        // The window is the server's: it opens at once, and its countdown runs, with the old picture above it.
        await page.getByRole('timer').first().waitFor()
        await page.getByRole('checkbox').first().waitFor()
        expect(await onStage.textContent()).toBe('里口村')
      },
      page.getByRole('heading', { level: 1, name: '镐地村' }),
    )

    await vote(page)
    await room.seal()
    await reveal(0)
    await comesWithTheStream(page, () => room.publish(), page.getByText('请看大屏，'))
    await comesWithTheStream(page, () => reveal(7), page.locator('tbody tr:not(.held)').nth(6))
    expect(await page.locator('table').textContent()).not.toContain('里口村')
    await comesWithTheStream(page, () => reveal(8), page.locator('tbody tr:not(.held)').nth(7))
    await close()
  }, 150_000)

  test('tells the server with each ballot how late its viewer is, and the console shows it', async () => {
    const room = await hall.room({ stream: sample })
    await room.openRound()
    const { page, close } = await room.visit((await room.person()).link)
    const delay = await delayOf(page)
    const cast = page.waitForRequest(
      (request) => request.method() === 'PUT' && request.url().endsWith('/ballot'),
    )
    await vote(page)
    const { delay: sent = Number.NaN } = castSchema.parse((await cast).postDataJSON())
    expect(Math.abs(sent - delay)).toBeLessThanOrEqual(unmeasured)

    const { link } = await room.ask('POST', '/staff', { role: 'organiser', name: '王主任' })
    const desk = await visit(hall.browser, link)
    await desk.page
      .getByText(`一半观众在 ${sent} 秒以内，95% 在 ${sent} 秒以内。`)
      .waitFor({ timeout: 30_000 })
    await desk.close()
    await close()
  }, 90_000)
})

describe("a platform's player", () => {
  const player = 'https://player.example/live'
  const open = async (url: string) => {
    const room = await hall.room({ stream: { kind: 'iframe', url } })
    await room.openRound()
    const { link } = await room.person()
    const opened = await visit(hall.browser, 'about:blank', {
      viewport: { width: 360, height: 780 },
      hasTouch: true,
    })
    const asked: { referrer: string | undefined }[] = []
    await opened.page.route('https://player.example/**', (route) => {
      asked.push({ referrer: route.request().headers()['referer'] })
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><p>直播画面在播放</p><script>
          try { top.location = 'https://player.example/elsewhere' } catch (error) { document.title = error.name }
        </script>`,
      })
    })
    await opened.page.goto(link)
    return { ...opened, asked }
  }

  test('stands in a frame with a name, as wide as a small phone, cannot lead the page away, and the vote counts', async () => {
    const { page, asked, close } = await open(player)
    const frame = page.locator('iframe[title="直播画面"]')
    await page.frameLocator('iframe').getByText('直播画面在播放').waitFor()
    const box = await frame.boundingBox()
    expect([Math.round(box?.width ?? 0), Math.round(box?.height ?? 0)]).toEqual([360, 203])
    expect((await frame.getAttribute('sandbox'))?.split(' ').toSorted()).toEqual([
      'allow-popups',
      'allow-presentation',
      'allow-same-origin',
      'allow-scripts',
    ])
    expect(await frame.getAttribute('allowfullscreen')).not.toBeNull()
    // Platforms play for hosts that say who they are; of the page's address, and of the code in it, they learn nothing.
    expect(asked).toEqual([{ referrer: `${hall.base}/` }])
    expect(new URL(page.url()).pathname).toBe('/watch')
    await vote(page)
    await close()
  }, 60_000)

  test.each(['http://player.example/live', '/overlay'])(
    'at %s would stay blank: it says so',
    async (url) => {
      const { page, close } = await open(url)
      await page.getByText('直播地址不对').waitFor()
      expect(await page.locator('iframe').count()).toBe(0)
      await vote(page)
      await close()
    },
    60_000,
  )
})

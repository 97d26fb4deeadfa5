import type { Browser, CDPSession, Page } from 'playwright-core'
import { screens } from '#test/support/browser.ts'

/** A phone on slow 4G: 400 ms there and back, 1.6 Mbit/s each way, a processor four times slower than this one. */
const slow = { latency: 400, bytesPerSecond: 1_600_000 / 8, slowdown: 4 }

type Prepare = (page: Page, session: CDPSession) => Promise<unknown>

/** Opens a link on a phone's screen, with an empty cache. */
export const phone = async (browser: Browser, link: string, prepare?: Prepare) => {
  const context = await browser.newContext({ viewport: screens.phone, locale: 'zh-CN', hasTouch: true })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await prepare?.(page, session)
  await page.goto(link, { waitUntil: 'commit' })
  return { page, session, close: () => context.close() }
}

/** Its processor alone. */
export const slowProcessor: Prepare = (_, session) =>
  session.send('Emulation.setCPUThrottlingRate', { rate: slow.slowdown })

const slowDown: Prepare = async (page, session) => {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slow.latency,
    downloadThroughput: slow.bytesPerSecond,
    uploadThroughput: slow.bytesPerSecond,
  })
  await slowProcessor(page, session)
}

/** Milliseconds from the first request, with an empty cache, until something of the ballot is there to be tapped. */
export const untilUsable = async (
  browser: Browser,
  link: string,
  first = 'main input[type=checkbox]',
): Promise<number> => {
  const { page, close } = await phone(browser, link, async (page, session) => {
    await slowDown(page, session)
    // In the page itself: what this script asks for takes its own time.
    await page.addInitScript((selector) => {
      const look = () => {
        if (document.querySelector(selector)) performance.mark('usable')
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, first)
  })
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0)
  const usable = await page.evaluate(() => performance.getEntriesByName('usable')[0]?.startTime ?? Number.NaN)
  await close()
  return usable
}

import { loadavg } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import type { Live } from '#contract/live.ts'
import { buildPages } from '#local/system/build-pages.ts'
import { openBrowser } from '#test/support/browser.ts'
import { LocalSystem } from '#test/support/local-system.ts'
import { measureCity } from './city.ts'
import { Office } from './office.ts'
import { pageSizes } from './pages.ts'
import { phone, slowProcessor, untilUsable } from './slow-phone.ts'

/** `npm run bench:pages`: what the watch page costs a phone, against what it may cost. Exits with 1 when one is exceeded. */

const twoHoursOfUpdates = 14_400
const runs = 5
const tapRuns = 3

/** At most so much, or of frames at least. */
type Budget = { what: string; measured: number; unit: string } & ({ most: number } | { least: number })

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Answers the page's polls with `document`, changed a little each time; there is no push. */
const replay = async (page: Page, live: Live) => {
  let { version } = live
  await page.route(`**/api/contests/${live.contest}/live`, (route) =>
    route.fulfill({ json: changed(live, ++version), headers: { Date: new Date().toUTCString() } }),
  )
}

const changed = (live: Live, version: number): Live => ({
  ...live,
  version,
  at: new Date().toISOString(),
  rounds: Object.fromEntries(
    Object.entries(live.rounds).map(([id, round]) => [
      id,
      {
        ...round,
        turnout: Object.fromEntries(
          Object.entries(round.turnout).map(([name, { eligible }]) => [
            name,
            { cast: version % ((eligible ?? 100) + 1), eligible },
          ]),
        ),
      },
    ]),
  ),
})

/** Milliseconds from a tap to the next frame that shows it, the 95th of 100, while the live document changes twice a second. */
const inputDelay = async (browser: Browser, link: string, live: Live): Promise<number> => {
  const { page, close } = await phone(browser, link, async (page, session) => {
    await replay(page, live)
    // Polls come every two seconds; for this measurement four times as often.
    await page.addInitScript(() => {
      const later = window.setTimeout.bind(window)
      Object.assign(window, {
        setTimeout: (work: () => void, ms = 0) => later(work, ms > 1_500 && ms < 2_500 ? ms / 4 : ms),
      })
    })
    await slowProcessor(page, session)
  })
  await page.getByRole('checkbox').first().waitFor()
  const delays = await page.evaluate(async () => {
    const boxes = [...document.querySelectorAll<HTMLInputElement>('main input[type=checkbox]')].slice(0, 2)
    const delays: number[] = []
    for (let tap = 0; tap < 100; tap++) {
      await new Promise((resolve) => setTimeout(resolve, 60 + (tap % 7) * 13))
      const begun = performance.now()
      boxes[tap % 2]?.click()
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      delays.push(performance.now() - begun)
    }
    return delays.sort((a, b) => a - b)
  })
  await close()
  return delays[94] ?? Number.NaN
}

/** Updates before the heap is looked at first: by then all code has run and been compiled. */
const warmUp = 2_000

/** Counts the page's polls and lets them follow each other without a pause. */
const hurry = () => {
  const later = window.setTimeout.bind(window)
  const real = window.fetch.bind(window)
  let polls = 0
  Object.assign(window, {
    setTimeout: (work: () => void, ms = 0) => later(work, ms > 1_500 && ms < 2_500 ? 0 : ms),
    fetch: async (path: string, init: RequestInit) => {
      if (!path.endsWith('/live')) return real(path, init)
      // The first answer again and again, a little later each time and with other figures.
      polls += 1
      document.documentElement.dataset['polls'] = String(polls)
      const text = sessionStorage.getItem('live') ?? (await (await real(path, init)).text())
      sessionStorage.setItem('live', text)
      const later = text
        .replace(/"version":(\d+)/, (_, version: string) => `"version":${Number(version) + polls}`)
        .replace(/"cast":\d+/g, `"cast":${polls % 100}`)
      return new Response(later, { headers: { Date: new Date().toUTCString() } })
    },
  })
}

/** Bytes of the heap, after it was swept, before and after two hours of updates that come as fast as the page takes them. */
const memory = async (browser: Browser, link: string): Promise<{ start: number; end: number }> => {
  const { page, session, close } = await phone(browser, link, (page) => page.addInitScript(hurry))
  await page.getByRole('checkbox').first().waitFor()
  const after = async (updates: number): Promise<number> => {
    await page.waitForFunction(
      (updates) => Number(document.documentElement.dataset['polls']) >= updates,
      updates,
      { timeout: 600_000, polling: 250 },
    )
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize
  }
  const start = await after(warmUp)
  const end = await after(warmUp + twoHoursOfUpdates)
  await close()
  return { start, end }
}

const measure = async (): Promise<Budget[]> => {
  const system = await LocalSystem.start()
  const browser = await openBrowser()
  try {
    const { base, contest, organiser, voters } = await system.links()
    const [voter] = voters.filter(({ electorate }) => electorate === 'village')
    if (!voter) throw new Error('the example has no voters')
    const office = await Office.open(base, organiser.code, contest)
    await office.openRound('round-district-1')
    const live = await office.live()

    const size = pageSizes().find(({ page }) => page === '/watch')
    const loads: number[] = []
    for (let run = 0; run < runs; run++) loads.push(await untilUsable(browser, voter.link))
    const taps: number[] = []
    for (let run = 0; run < tapRuns; run++) taps.push(await inputDelay(browser, voter.link, live))
    const { start, end } = await memory(browser, voter.link)
    const many = await measureCity(browser, runs)
    return [
      {
        what: 'scripts and styles before the ballot',
        measured: ((size?.js ?? NaN) + (size?.css ?? NaN)) / 1_000,
        most: 45,
        unit: 'kB gzip',
      },
      {
        what: `ballot usable on slow 4G, median of ${runs}`,
        measured: median(loads),
        most: 2_500,
        unit: 'ms',
      },
      {
        what: `tap to frame while figures change, 95th of 100, median of ${tapRuns}`,
        measured: median(taps),
        most: 100,
        unit: 'ms',
      },
      {
        what: `heap gained over ${twoHoursOfUpdates} updates, from ${(start / 1e6).toFixed(2)} MB`,
        measured: (end - start) / 1e6,
        most: 1,
        unit: 'MB',
      },
      {
        what: `ballot of 1,056 contestants usable on slow 4G, median of ${runs}`,
        measured: median(many.usable),
        most: 2_500,
        unit: 'ms',
      },
      {
        what: `letter in its search to frame, slowest of 4, median of ${runs}`,
        measured: median(many.search),
        most: 100,
        unit: 'ms',
      },
      {
        what: `its list scrolled, median of ${runs}`,
        measured: median(many.scroll),
        least: 59,
        unit: 'frames/s',
      },
    ]
  } finally {
    await browser.close()
    await system.stop()
  }
}

/** Other work on the machine makes every figure but the first worse. */
const load = (): string => loadavg()[0]?.toFixed(1) ?? 'unknown'

const isKept = (budget: Budget): boolean =>
  'most' in budget ? budget.measured <= budget.most : budget.measured >= budget.least

await buildPages((text) => console.error(text))
const before = load()
const budgets = await measure()
for (const budget of budgets) {
  const { what, measured, unit } = budget
  const limit = 'most' in budget ? `at most ${budget.most}` : `at least ${budget.least}`
  console.log(`${isKept(budget) ? 'ok  ' : 'OVER'}  ${what}: ${measured.toFixed(2)} ${unit} (${limit})`)
}
console.log(`load of the machine: ${before} before, ${load()} after`)
if (!budgets.every(isKept)) process.exitCode = 1

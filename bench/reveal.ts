import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { buildPages } from '#local/system/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser, screens } from '#test/support/browser.ts'
import type { Section } from './figures.ts'
import { categories, type Frames, framesIn } from './frames.ts'
import { machine } from './machine.ts'
import { sectionText } from './report.ts'
import { percentile } from '#capacity/statistics.ts'

/**
 * `npm run bench:reveal`: 32 rows on the big screen, first revealed place by place, then in an order that changes so that every row
 * travels at once. From Chromium's own trace: of the frames that a screen of 60 Hz asks for while rows travel, how many were shown.
 */

const rows = 32
const runs = 3
/** A row travels for 600 ms. */
const pace = 900
const shuffles = 16

const sizes = { '1920 × 1080': screens.hall, '3840 × 2160': { width: 3840, height: 2160 } }
const turnout = { village: { cast: 100, eligible: 103 } }

const traced = async (browser: Browser, page: Page, act: () => Promise<void>): Promise<Frames> => {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-trace-'))
  const path = join(folder, 'trace.json')
  await browser.startTracing(page, { path, categories })
  await act()
  await browser.stopTracing()
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: unknown[] }
  await rm(folder, { recursive: true })
  return framesIn(traceEvents)
}

/** Both scenes on a screen of this size. */
const watch = async (
  browser: Browser,
  size: { width: number; height: number },
): Promise<[Frames, Frames]> => {
  const acted = new ActedContest(rows)
  const page = await acted.show('/screen?contest=acted', browser)
  await page.setViewportSize(size)
  const published = { status: 'published', closesAt: new Date().toISOString(), turnout } as const
  const reveal = (places: number) =>
    acted.tell({ ...published, revealed: places, standings: acted.standings().slice(rows - places) })
  reveal(0)
  await page.getByText('即将揭晓').first().waitFor()
  await page.waitForTimeout(pace)
  const revealing = await traced(browser, page, async () => {
    for (let places = 1; places <= rows; places++) {
      reveal(places)
      await page.waitForTimeout(pace)
    }
    // First place has its moment before it travels.
    await page.locator('li.newest').filter({ hasText: '第1号' }).waitFor()
    await page.waitForTimeout(pace)
  })
  acted.tell({ turnout, standings: acted.standings() })
  await page.getByText('投票中').waitFor()
  await page.waitForTimeout(pace)
  const passing = await traced(browser, page, async () => {
    for (let turn = 1; turn <= shuffles; turn++) {
      acted.tell({ turnout, standings: acted.standings(turn * 7) })
      await page.waitForTimeout(pace)
    }
  })
  await page.context().close()
  return [revealing, passing]
}

const sectionOf = (title: string, all: Frames[]): Section => ({
  title,
  meaning: '',
  figures: [
    {
      name: 'frames a second',
      unit: '/s',
      values: all.map(({ shown, due }) => (60 * shown) / due),
      goal: { atLeast: 59.4 },
    },
    { name: 'frames due', unit: '', values: all.map(({ due }) => due) },
    { name: 'frames not shown', unit: '', values: all.map(({ due, shown }) => due - shown) },
    { name: 'longest still picture', unit: 'ms', values: all.map(({ longestStill }) => longestStill) },
    ...(['making', 'drawing'] as const).flatMap((work) =>
      [0.5, 0.95].map((share) => ({
        name: `${work} a frame, ${share === 0.5 ? 'median' : '95th of 100'}`,
        unit: 'ms',
        values: all.map((frames) => percentile(frames[work], share)),
      })),
    ),
  ],
})

await buildPages((text) => console.error(text))
const before = machine()
const browser = await openBrowser()
const measured: [title: string, frames: Frames[]][] = []
for (const [name, size] of Object.entries(sizes)) {
  const all: [Frames, Frames][] = []
  for (let run = 0; run < runs; run++) all.push(await watch(browser, size))
  measured.push([`${name}, ${rows} places one by one`, all.map(([revealing]) => revealing)])
  measured.push([`${name}, ${rows} rows at once`, all.map(([, passing]) => passing)])
}
await browser.close()

const { cores, cpu, system, load } = before
console.log(
  `Medians over ${runs} runs on ${cores} × ${cpu}, ${system}, drawn by the processor: no graphics card.`,
)
console.log(
  `Load before ${load.toFixed(1)}, after ${machine().load.toFixed(1)}; the browser itself is part of it.`,
)
for (const [title, frames] of measured) console.log(`\n${sectionText(sectionOf(title, frames)).trimEnd()}`)

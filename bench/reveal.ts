import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from '#local/build-pages.ts'
import { ActedContest } from '#test/support/acted-contest.ts'
import { openBrowser } from '#test/support/browser.ts'
import { machine } from './machine.ts'

/**
 * `npm run bench:reveal`: reveals a ranking of 32 place by place on the big screen, 1920 × 1080, and reads from Chromium's own trace how
 * many frames it wanted to show while rows travelled, and how many it had to drop.
 */

const rows = 32
const pace = 1_000

type Reporter = { state?: string }
type TraceEvent = { name: string; args?: { chrome_frame_reporter?: Reporter; frame_reporter?: Reporter } }

await buildPages((text) => console.error(text))
const browser = await openBrowser()
const acted = new ActedContest(rows)
const page = await acted.show('/screen?contest=acted', browser)
const turnout = { village: { cast: 100, eligible: 103 } }
const result = { status: 'published', closesAt: new Date().toISOString(), turnout } as const
const reveal = (places: number) =>
  acted.tell({ ...result, revealed: places, standings: acted.standings().slice(rows - places) })

reveal(0)
await page.getByText('即将揭晓').first().waitFor()
await page.waitForTimeout(pace)

const trace = join(await mkdtemp(join(tmpdir(), 'leitai-trace-')), 'trace.json')
await browser.startTracing(page, { path: trace, categories: ['cc', 'benchmark', 'viz'] })
await page.evaluate(() => {
  const gaps: number[] = []
  let last = performance.now()
  const look = (now: number) => {
    gaps.push(now - last)
    last = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  Object.assign(window, { gaps })
})
for (let places = 1; places <= rows; places++) {
  reveal(places)
  await page.waitForTimeout(pace)
}
const gaps = await page.evaluate(() => (window as unknown as { gaps: number[] }).gaps)
await browser.stopTracing()
await browser.close()

const { traceEvents } = JSON.parse(await readFile(trace, 'utf8')) as { traceEvents: TraceEvent[] }
const states = traceEvents.flatMap(({ name, args }) =>
  name === 'PipelineReporter' ? ((args?.chrome_frame_reporter ?? args?.frame_reporter)?.state ?? []) : [],
)
const count = (state: string) => states.filter((each) => each === state).length
const shown = count('STATE_PRESENTED_ALL') + count('STATE_PRESENTED_PARTIAL')
const dropped = count('STATE_DROPPED')
const sorted = gaps.slice(1).sort((a, b) => a - b)
const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)

console.log(JSON.stringify(machine()))
console.log(`${rows} places revealed, one every ${pace} ms, 1920 × 1080, drawn without a graphics card`)
console.log(
  `trace: ${shown} frames shown, ${dropped} dropped (${((100 * dropped) / (shown + dropped)).toFixed(1)} %)`,
)
console.log(
  `between animation frames: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms; ${((gaps.length * 1_000) / (rows * pace)).toFixed(1)} a second`,
)

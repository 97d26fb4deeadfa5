import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const pictures = process.env['PICTURES']
const sizes = [
  { name: 'laptop', width: 1366, height: 768 },
  { name: 'tablet', width: 768, height: 1024 },
  { name: 'phone', width: 360, height: 780 },
]

/**
 * Looks at a state of a page on a laptop, a tablet and a phone: axe finds nothing serious, nothing is wider than the screen. With
 * PICTURES=<folder> it leaves a picture of each size.
 */
export async function lookAt(page: Page, state: string): Promise<void> {
  const before = page.viewportSize()
  for (const { name, width, height } of sizes) {
    await page.setViewportSize({ width, height })
    const found = { serious: await seriousIn(page), tooWide: await tooWideIn(page) }
    expect(found, `${state} on a ${name}`).toEqual({ serious: [], tooWide: [] })
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: join(pictures, `${state}-${name}.png`), fullPage: true })
    }
  }
  if (before) await page.setViewportSize(before)
}

async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; void 0`)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    return (await axe.run(document, { runOnly: { type: 'tag', values: tags } })).violations.map(
      ({ id, impact, nodes }) => ({ id, impact, at: nodes.map(({ html }) => html.slice(0, 160)).join(' ') }),
    )
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, at }) => `${id}: ${at}`)
}

/** What sticks out of the screen sideways, unless it scrolls in a box of its own. */
const tooWideIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 1 &&
          !element.closest('.only-spoken, [data-paper]'),
      )
      .map((element) => element.outerHTML.slice(0, 120)),
  )

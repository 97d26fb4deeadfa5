import axe from 'axe-core'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const pictures = process.env['PICTURES']

/** Leaves a picture where PICTURES=<folder> asks for it, once what moves has come to rest. */
export async function picture(
  page: Page,
  name: string,
  { transparent = false, full = false } = {},
): Promise<void> {
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  await atRest(page)
  const path = join(pictures, `${name}.png`)
  await page.screenshot({ path, omitBackground: transparent, fullPage: full })
}

/** Waits until no animation is under way. */
export async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

/** What axe finds serious or worse. */
export async function seriousFaults(page: Page): Promise<unknown[]> {
  await page.evaluate(`${axe.source}; void 0`)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) }))
  })
}

/** What sticks out of the screen sideways. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.only-spoken'),
      )
      .map((element) => element.outerHTML.slice(0, 120)),
  )

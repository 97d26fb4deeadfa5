import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Pages looked at as axe, a ruler, a thumb and a reader of either language do. */

const pictures = process.env['PICTURES']

/** Whether every state is looked at in every size, as the long runs do and pictures need. */
const inEverySize = pictures !== undefined || process.env['LOOKS'] === 'all'

/** From a small phone with large type to a laptop. */
const sizes = [
  { name: '320-large', width: 320, height: 640 },
  { name: '360', width: 360, height: 780 },
  { name: '768', width: 768, height: 1024 },
  { name: '1280', width: 1280, height: 800 },
] as const

/** At which size axe looks, by the language of the page: a layout for each of the two passes. */
const axeSize = { 'zh-CN': '360', en: '1280' } as const

/** The sizes of a pass in one language, of a state that is looked at in both. */
const sizesIn = { 'zh-CN': ['360', '768'], en: ['320-large', '1280'] }

/**
 * Looks at a state of a page in every size, or in half of them where the state is seen `inBoth` languages: axe finds nothing, nothing sticks out, what is to be tapped is not too small where `thumbs`
 * says so, no word is of the other language, and where the visitor wants no motion nothing has moved. The page then has its size again.
 */
export async function lookAt(
  page: Page,
  state: string,
  { thumbs = false, inBoth = false } = {},
): Promise<void> {
  const before = page.viewportSize()
  const language = await languageOf(page)
  const chosen = inBoth && !inEverySize ? sizesIn[language] : undefined
  for (const { name, width, height } of sizes) {
    if (chosen && !chosen.includes(name)) continue
    await page.setViewportSize({ width, height })
    const type = name.endsWith('large') ? 'large' : undefined
    const found = {
      ...(await measure(page, { type, letterWidths, thumbs })),
      axe: name === axeSize[language] ? await faults(page) : [],
    }
    expect.soft(found, `${state} at ${name}, ${language}`).toEqual({ tooWide: [], tooSmall: [], axe: [] })
    // What stands fixed at the foot of a phone would lie across a picture of the whole page.
    await picture(page, `${state}-${language === 'en' ? 'en-' : ''}${name}`, { full: !thumbs })
  }
  if (before) await page.setViewportSize(before)
  await measure(page)
  await read(page, state)
}

/** The same for a page that is made for one size. */
export async function lookOnce(page: Page, state: string): Promise<void> {
  await atRest(page)
  const found = { ...(await measure(page, { letterWidths })), axe: await faults(page) }
  expect.soft(found, `${state}, ${await languageOf(page)}`).toEqual({ tooWide: [], tooSmall: [], axe: [] })
  await read(page, state)
}

async function read(page: Page, state: string): Promise<void> {
  expect.soft(await untranslated(page), `${state}, ${await languageOf(page)}`).toEqual([])
  expect.soft(await movements(page), `${state} under reduced motion`).toEqual([])
}

const languageOf = (page: Page): Promise<'zh-CN' | 'en'> =>
  page.evaluate(() => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN'))

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

/** What axe finds against WCAG 2.2 at level AA, or against good practice. */
async function faults(page: Page): Promise<unknown[]> {
  // As long as a script: a page that is looked at again has it already.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axe.source}; void 0`)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map(({ html }) => html.slice(0, 160)),
    }))
  })
}

/** How wide a Latin letter is on average, of its size: in DejaVu Sans, and in a narrow font. */
const letterWidths = [0.54, 0.42]

type Measuring = {
  /** The size of type that is chosen; the page's own if there is none. */
  type?: 'large' | undefined
  /** Widths of letters to measure with, beside those of the machine's own font. */
  letterWidths?: number[]
  /** Whether what is to be tapped is measured too. */
  thumbs?: boolean
}

/**
 * What sticks out of the screen sideways, unless it is paper or a table, which scrolls in a box of its own; and what a thumb is to hit and cannot:
 * WCAG 2.2 asks for 24 px, we for 48 of the main keys.
 *
 * It is measured in the machine's own font and with letters as wide as in a wide and in a narrow one, wherever the tests run. Spacing makes
 * up for the difference, so that no font has to be there, and lines break as they would in that font. All that in one go: the browser
 * lays the page out for each, and paints none of them.
 */
const measure = (
  page: Page,
  { type, letterWidths = [], thumbs = false }: Measuring = {},
): Promise<{ tooWide: string[]; tooSmall: string[] }> =>
  page.evaluate(
    async ({ type, letterWidths, thumbs }) => {
      const { dataset } = document.documentElement
      if (type) dataset['type'] = type
      else delete dataset['type']
      // What a page does about its new size it does before the second frame.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)

      const sticksOut = (element: Element) =>
        // What is folded away is laid out for the size at which it was last seen.
        element.checkVisibility() &&
        element.getBoundingClientRect().right > innerWidth + 1 &&
        !element.closest('.only-spoken, [data-paper]') &&
        // A wide table scrolls in a place of its own, which itself does not stick out.
        !element.parentElement?.closest('[data-scrolls]')
      const tooWide = () =>
        [...document.querySelectorAll('body *')]
          .filter(sticksOut)
          .map((element) => element.outerHTML.slice(0, 120))
      const found = new Set(tooWide())
      const tooSmall = [
        ...document.querySelectorAll('button, a[href], select, summary, label:has(input), textarea'),
      ]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 24))
        .map(
          ({ element, box }) =>
            `${Math.round(box.width)} × ${Math.round(box.height)} ${element.outerHTML.slice(0, 100)}`,
        )

      const sample = 'The quick brown fox jumps over the lazy dog 0123456789'
      const canvas = document.createElement('canvas').getContext('2d')
      if (canvas === null) throw new Error('nothing to measure with')
      canvas.font = `100px ${getComputedStyle(document.body).fontFamily}`
      const own = canvas.measureText(sample).width / sample.length / 100
      for (const width of letterWidths) {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(`* { letter-spacing: ${width - own}em !important }`)
        document.adoptedStyleSheets = [sheet]
        for (const each of tooWide()) found.add(`letters of ${width} em: ${each}`)
      }
      document.adoptedStyleSheets = []
      return { tooWide: [...found], tooSmall: thumbs ? tooSmall : [] }
    },
    { type, letterWidths, thumbs },
  )

/** What sticks out of the screen in the machine's own font, at the size that the page has. */
export const tooWide = async (page: Page): Promise<string[]> => (await measure(page)).tooWide

/**
 * What a reader of the page's language cannot read: anything in Chinese script on an English page, an English sentence on a Chinese
 * one. What says of itself that it is of another language, as the switch between them does, is not meant. A test's contest speaks the
 * page's language.
 */
const untranslated = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { lang } = document.documentElement
    const foreign = lang === 'en' ? /\p{Script=Han}/u : /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/
    const spoken = ['aria-label', 'aria-description', 'alt', 'title', 'placeholder']
    const of = (element: Element) =>
      element.closest('[lang]')?.getAttribute('lang') === lang &&
      !element.closest('script, style, noscript, [hidden]')
    const said = [...document.querySelectorAll('body, body *')]
      .filter(of)
      .flatMap((element) => [
        ...[...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : [])),
        ...spoken.flatMap((name) => element.getAttribute(name) ?? []),
        ...(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? [element.value]
          : []),
      ])
    return [document.title, ...said].map((text) => text.trim()).filter((text) => foreign.test(text))
  })

/** What has moved since the page was opened by somebody who wants no motion; `visit` writes it down. */
const movements = (page: Page): Promise<unknown> =>
  page.evaluate(() => (Reflect.get(window, 'movements') as unknown) ?? [])

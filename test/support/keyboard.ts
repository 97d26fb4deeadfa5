import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type Place = { text: string; seen: boolean; clear: boolean }

/** Where the focus is: the words of it, whether a ring shows it, and whether nothing lies over it. Null where it is lost. */
export const focused = (page: Page): Promise<Place | null> =>
  page.evaluate(() => {
    const { activeElement: element } = document
    if (element === null || element === document.body) return null
    const row = element.closest('label') ?? element
    const ringed = [element, row, row.nextElementSibling, element.nextElementSibling, row.parentElement]
      .filter((each) => each !== null)
      .map((each) => getComputedStyle(each))
      .some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px')
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`)
    const text = element.getAttribute('aria-label') ?? label?.textContent ?? row.textContent
    return {
      text: text?.trim() ?? '',
      seen: ringed,
      clear: hit !== null && (row.contains(hit) || hit.contains(element)),
    }
  })

/** Goes on by Tab until the focus is on what is wanted; on the way it is always where one can see it. */
export async function tabTo(page: Page, wanted: RegExp, most = 60): Promise<void> {
  for (let steps = 0; steps < most; steps++) {
    await page.keyboard.press('Tab')
    const place = await focused(page)
    // Between the last and the first is the browser itself.
    if (place === null) continue
    expect(place, place.text).toMatchObject({ seen: true, clear: true })
    if (wanted.test(place.text)) return
  }
  throw new Error(`Tab never came to ${String(wanted)}`)
}

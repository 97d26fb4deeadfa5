import type { Locator, Page } from 'playwright-core'

/** Opens all that is folded on a page, once what is to be in it has come: a part that comes afterwards would stay folded. */
export async function unfold(page: Page, awaited: Locator): Promise<void> {
  await awaited.waitFor({ state: 'attached' })
  const folded = page.locator('details:not([open]) > summary')
  while ((await folded.count()) > 0) await folded.first().click()
}

import type { Page } from 'playwright-core'

/** What a system answers that others reach by name; that of a test listens to its own machine only, and prints no cards for it. */
export async function asKnownAs(
  page: Page,
  base: string,
  address = 'https://vote.example.cn',
): Promise<void> {
  await page.route(/\/api\/contests\/[^/]+\/(voters|live|staff|reach|console)/, async (route) => {
    try {
      const response = await route.fetch()
      const headers = { ...response.headers(), 'leitai-address': address }
      await route.fulfill({ response, headers, body: (await response.text()).replaceAll(base, address) })
    } catch (error) {
      // A page that is closed waits for no answer.
      if (!page.isClosed()) throw error
    }
  })
}

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, screens, visit } from './browser.ts'

const html = (body: string) => `data:text/html;charset=utf-8,${encodeURIComponent(body)}`

describe('a browser for tests', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('shows a page to a person who reads Chinese on a phone', async () => {
    const { page, problems, close } = await visit(browser, html('<h1>擂台</h1>'), { viewport: screens.phone })
    expect(await page.textContent('h1')).toBe('擂台')
    expect(await page.evaluate(() => [navigator.language, innerWidth])).toEqual(['zh-CN', 360])
    expect(problems).toEqual([])
    await close()
  })

  test('tells what a page complains of', async () => {
    const { problems, close } = await visit(
      browser,
      html('<script>console.error("lost"); null.x</script><img src="http://127.0.0.1:9/">'),
    )
    await expect
      .poll(() => problems.map((problem) => problem.split(':')[0]).sort())
      .toEqual(['console', 'console', 'network', 'script'])
    await close()
  })

  test('serves several people at once, each with storage of their own, and outlives those who leave', async () => {
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, index) => visit(browser, html(`<p>${index}</p>`))),
    )
    await Promise.all(people.slice(0, 3).map(({ close }) => close()))
    expect(await Promise.all(people.slice(3).map(({ page }) => page.textContent('p')))).toEqual([
      '3',
      '4',
      '5',
    ])
    await Promise.all(people.slice(3).map(({ close }) => close()))
    expect(browser.isConnected()).toBe(true)
  })
})

import { encode } from 'uqr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screens, sharedBrowser, visit } from '#test/support/browser.ts'
import { LocalSystem } from '#test/support/local-system.ts'
import { picture, tooWide } from '#test/support/page-look.ts'

/** A machine that is open to the hall, with the screen opened on the machine itself: the code must lead phones to where they get in. */
describe('on the network of the hall', () => {
  let system: LocalSystem

  beforeAll(async () => {
    system = await LocalSystem.start('--host')
  }, 60_000)
  afterAll(() => system.stop())

  test('the screen shows a code and an address that another device reaches', async () => {
    const { base, contest } = await system.links()
    const browser = await sharedBrowser()
    const { page, problems, close } = await visit(browser, `${system.base}/screen?contest=${contest}`, {
      viewport: screens.hall,
    })
    const code = page.getByRole('img', { name: '扫码进入，观看和投票' })
    await code.waitFor()
    const link = `${base}/watch?contest=${contest}`
    const dark = encode(link, { ecc: 'M', border: 2 }).data.flat().filter(Boolean).length
    const path = (await code.locator('path').getAttribute('d')) ?? ''
    expect(path.match(/M/g)).toHaveLength(dark)
    await page.getByText(base, { exact: true }).waitFor()
    expect((await fetch(link)).status).toBe(200)
    await picture(page, 'screen-way-in')
    expect(await tooWide(page)).toEqual([])
    expect(problems).toEqual([])
    await close()
  }, 60_000)
})

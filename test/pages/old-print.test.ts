import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasOldBrowser, OldBrowser } from '#test/support/old-browser.ts'
import { Hall } from './hall.ts'

/** The committee's own computer, not renewed since 2022: Chromium 103 lays out some boxes on paper as no other age does. */
describe.skipIf(!hasOldBrowser)('in Chromium 103', () => {
  let hall: Hall
  let computer: OldBrowser

  beforeAll(async () => {
    hall = await Hall.open()
    computer = await OldBrowser.open(103)
  }, 120_000)
  afterAll(async () => {
    await computer.close()
    await hall.close()
  })

  test('the sheet for signatures is one page', async () => {
    const room = await hall.room()
    await room.openRound()
    for (const voter of await room.people(3))
      await room.cast(voter, { electorate: 'village', choices: ['c-1', 'c-8'] })
    await room.seal()
    await room.publish()
    const page = await computer.visit(`${hall.base}/result?contest=${room.id}&round=final`)
    await page.sees('打印签字表')
    await page.sees('核验一致')

    const sheets = (await page.print()).toString('latin1').match(/\/Type\s*\/Page\b/g)
    expect(sheets).toHaveLength(1)
    expect(page.problems).toEqual([])
  }, 60_000)
})

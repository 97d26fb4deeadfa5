import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '#test/support/browser.ts'
import { Hall } from './hall.ts'

/** A round is voided with all pages open: everybody reads that it was, why, and what to do. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const reason = '名单漏了两个村'

test('a void is seen everywhere with its reason, and the receipt of it stays readable', async () => {
  const room = await hall.room({ stream: { kind: 'none' } })
  const [voter, judge] = [await room.person(), await room.person('judges')]
  await room.openRound()
  const hallScreen = { viewport: screens.hall, hasTouch: false }
  const [phone, tablet, screen, overlay, desk] = await Promise.all([
    room.visit(voter.link),
    room.visit(judge.link, { viewport: screens.tablet }),
    room.visit(`${hall.base}/screen?contest=${room.id}`, hallScreen),
    room.visit(`${hall.base}/overlay?contest=${room.id}`, hallScreen),
    room.visit(
      `${hall.base}/console?contest=${room.id}${hall.ownerLink.slice(hall.ownerLink.indexOf('#'))}`,
      hallScreen,
    ),
  ])
  await phone.page.getByRole('checkbox', { name: /里口村/ }).check()
  await phone.page.getByRole('button', { name: '投票', exact: true }).click()
  const receipt = await phone.page.locator('.receipt .number').innerText()

  await room.command({ type: 'voidRound', round: 'final', reason })
  for (const { page } of [phone, tablet, screen, overlay, desk])
    await page.getByText(reason).filter({ visible: true }).first().waitFor()
  const status = phone.page.getByRole('status').filter({ hasText: '本轮已作废' })
  expect(await status.innerText()).toContain('主持人宣布后，请重新投票')
  expect(await status.innerText()).toContain(`${receipt}（不再计入）`)
  await tablet.page.getByText('请重新打分').waitFor()

  await room.openRound()
  await phone.page.getByRole('checkbox', { name: /镐地村/ }).check()
  expect(await phone.page.getByRole('status').filter({ hasText: reason }).innerText()).toContain('请重新投票')
  await phone.page.getByRole('button', { name: '投票', exact: true }).click()
  const second = phone.page.locator('.receipt .number')
  await second.waitFor()
  expect(await second.innerText()).not.toBe(receipt)
  await phone.page.getByText(receipt).waitFor()
  await Promise.all([phone, tablet, screen, overlay, desk].map(({ close }) => close()))
}, 90_000)

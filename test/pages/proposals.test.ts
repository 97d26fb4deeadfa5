import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '#test/support/browser.ts'
import { lookAt } from '#test/support/page-look.ts'
import { Hall } from './hall.ts'

/** A published result is put right by two persons, each on a page of their own, and everybody reads it. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const reason = '材料与事实不符'

test('one person proposes, another sees what would change and approves, and the correction is read everywhere', async () => {
  const room = await hall.room({ stream: { kind: 'none' } }, { adjust: { bonus: { most: 5 } } })
  const [voter, other] = await room.people(2)
  if (!voter || !other) throw new Error('nobody was added')
  await room.openRound()
  await room.cast(voter, { electorate: 'village', choices: ['c-1'] })
  await room.cast(other, { electorate: 'village', choices: ['c-1'] })
  await room.seal()
  await room.publish()
  const organiser = await room.staff('organiser', '王')
  const scrutineer = await room.staff('scrutineer', '陈')
  const wide = { viewport: screens.hall, hasTouch: false }
  const [desk, second, result, phone, screen] = await Promise.all([
    room.visit(organiser.link, wide),
    room.visit(scrutineer.link, wide),
    room.visit(`${hall.base}/result?contest=${room.id}&round=final`),
    room.visit(voter.link),
    room.visit(`${hall.base}/screen?contest=${room.id}`, wide),
  ])

  await desk.page.getByText('加减分与更正').click()
  await desk.page.getByLabel('做什么').selectOption({ label: '取消参评资格' })
  await desk.page.getByRole('combobox', { name: '参评对象' }).selectOption({ label: '里口村' })
  await desk.page.getByLabel('原因').fill(reason)
  await desk.page.getByRole('button', { name: '提议', exact: true }).click()
  await desk.page.getByText('提议 1 ·').first().waitFor()
  expect(await desk.page.getByRole('button', { name: '复核同意' }).count()).toBe(0)

  await second.page.getByRole('button', { name: '看结果会怎样变' }).click()
  await second.page.getByText('不参加排名：', { exact: false }).last().waitFor()
  await lookAt(second.page, 'console-proposal')
  await second.page.getByRole('button', { name: '复核同意' }).click()
  await desk.page.getByRole('button', { name: '公布更正后的结果' }).click()

  await result.page.getByRole('heading', { name: '已更正：结果第 2 版' }).waitFor()
  await result.page.getByText(reason, { exact: false }).first().waitFor()
  await lookAt(result.page, 'result-corrected')
  for (const { page } of [phone, screen]) await page.getByText('已更正', { exact: false }).first().waitFor()
  await lookAt(phone.page, 'watch-corrected')
  if (process.env['SHOTS'] !== undefined)
    for (const [name, { page }] of Object.entries({ desk, second, result, phone, screen }))
      await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true })
  await Promise.all([desk, second, result, phone, screen].map(({ close }) => close()))
}, 120_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '#test/support/browser.ts'
import { city } from '#test/support/city.ts'
import { picture, tooWide } from '#test/support/page-look.ts'
import { Hall } from './hall.ts'

/** A vote among the villages of a whole city, on a phone held in one hand. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

test('among 1,056 villages one is found by initials, by its town and by its number, and what is chosen stays in sight', async () => {
  const room = await hall.room(city, {
    panels: [{ electorate: 'village', ballot: { kind: 'choose', min: 1, max: 50 } }],
  })
  await room.openRound()
  const [voter] = await room.people(1)
  if (voter === undefined) throw new Error('one voter')
  const { page, problems, close } = await room.visit(voter.link, { viewport: screens.phone })
  const search = page.getByRole('searchbox', { name: '搜索名称、单位或拼音首字母' })
  await search.waitFor()
  expect(city.contestants).toHaveLength(1_056)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await picture(page, 'many-folded')

  await search.fill('lkc')
  await page.getByText('找到 1 个').waitFor()
  await page.getByText('里口村').click()
  await page.getByText('已选 1 / 50').waitFor()
  await search.fill('')
  await page.getByText('第3镇', { exact: true }).click()
  await page.getByText('3之5村').click()
  await search.fill('1056')
  await page.getByText('66之16村').click()
  await page.getByText('已选 3 / 50').waitFor()
  await search.fill('')
  await page.getByRole('button', { name: '已选 3' }).click()
  await page.getByText('找到 3 个').waitFor()
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3)
  await picture(page, 'many-chosen')
  expect(await tooWide(page)).toEqual([])

  await page.getByRole('button', { name: '投票', exact: true }).click()
  await page.getByRole('heading', { name: '投票成功' }).waitFor()
  expect(problems.filter((problem) => !/404.*\/ballot\)$/.test(problem))).toEqual([])
  await close()
}, 90_000)

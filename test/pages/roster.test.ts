import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visit } from '#test/support/browser.ts'
import { lookAt } from '#test/support/page-look.ts'
import { bookOf, rowsOf } from '#test/support/sheets.ts'
import { Hall, type Room } from './hall.ts'

/** A list on its way onto the roster, and back: shown, imported, over another, undone; a person removed. */

let hall: Hall
let room: Room
let page: Page
beforeAll(async () => {
  hall = await Hall.open()
  room = await hall.room()
  const owner = await visit(
    hall.browser,
    `${hall.base}/console?contest=${room.id}#${hall.ownerLink.split('#')[1] ?? ''}`,
  )
  page = owner.page
  await button(/^准备/).click()
}, 120_000)
afterAll(() => hall.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const choose = (name: string, bytes: Uint8Array) =>
  page.setInputFiles('input[type=file][accept*=xlsx]', { name, mimeType: '', buffer: Buffer.from(bytes) })
const roster = async (): Promise<[string, string | undefined][]> =>
  (await room.ask('GET', '/voters')).voters.map(({ id, name }: { id: string; name?: string }) => [id, name])

const head = ['序号', '姓  名', '所属村', '类别', '备注']
const east = bookOf([
  { name: '旧名册', state: 'hidden', rows: rowsOf([['编号'], ['old1']]) },
  {
    name: '东村',
    merged: ['C3:C4'],
    rows: rowsOf([
      ['东村述职评议名册'],
      head,
      ['1', '王　明', '东村', '村', '组长'],
      ['2', '李红', '', '村', ''],
    ]),
  },
  { name: '说明', rows: rowsOf([['填表说明']]) },
])
const west = bookOf([
  {
    name: '西村',
    rows: rowsOf([head.slice(0, 4), ['1', '赵四', '西村', '村'], ['3', '孙七', '西村', '评委们']]),
  },
])

test('a list is shown as it is understood, with what of it does not count, before it is imported', async () => {
  await choose('东村.xlsx', east)
  await page.getByText('预览：东村.xlsx').waitFor()
  for (const said of [
    '没有用到的列：备注',
    '上面的不导入：东村述职评议名册',
    '隐藏的工作表不读：旧名册',
    '村：新增 2 人',
  ])
    await page.getByText(said).waitFor()
  const row = page.getByRole('row').filter({ hasText: '李红' })
  expect(await row.getByRole('cell').allTextContents()).toEqual(['4', '2', '李红', '东村', '村', ''])
  await lookAt(page, 'console-import')
  expect(await roster()).toEqual([])
  await button('导入 2 人').click()
  await page.getByText('已导入 2 人。').waitFor()
  expect(await roster()).toEqual([
    ['1', '王明'],
    ['2', '李红'],
  ])
}, 60_000)

test('a second list with the same numbers says who would become whom, and waits for a yes', async () => {
  await choose('西村.xlsx', west)
  await page.getByText('没有评议主体“评委们”：是不是“评委”？').waitFor()
  await page.getByRole('combobox', { name: '“评委们”是指' }).selectOption('评委')
  await page.getByText('1：王明 · 东村 → 赵四 · 西村').waitFor()
  expect(await button(/^导入 /).isDisabled()).toBe(true)
  await lookAt(page, 'console-import-changes')
  // Without the column of numbers nobody is met by mistake.
  await page.getByRole('combobox', { name: '“序号”这一列是' }).selectOption('不用')
  await button('导入 2 人').click()
  await page.getByText('已导入 2 人。').waitFor()
  expect((await roster()).map(([, name]) => name)).toEqual(
    expect.arrayContaining(['王明', '李红', '赵四', '孙七']),
  )
}, 60_000)

test('the import is undone: those whom it added leave, the others stay', async () => {
  await button('撤销这次导入').click()
  await page.getByText('移除这次导入新增的 2 人。').waitFor()
  await lookAt(page, 'console-import-undo')
  await button('撤销导入').click()
  await page.getByText('已移除 2 人。').waitFor()
  expect(await roster()).toEqual([
    ['1', '王明'],
    ['2', '李红'],
  ])
}, 60_000)

test('an import that changed somebody gives back who that was', async () => {
  await choose('西村.xlsx', west)
  await page.getByRole('combobox', { name: '“评委们”是指' }).selectOption('评委')
  await page.getByRole('checkbox', { name: /确实要改/ }).check()
  await button('导入 2 人').click()
  await page.getByText('已导入 2 人。').waitFor()
  expect(await roster()).toContainEqual(['1', '赵四'])
  await button('撤销这次导入').click()
  await page.getByText('移除这次导入新增的 1 人。').waitFor()
  await page.getByText('1：赵四 · 西村 → 王明 · 东村').waitFor()
  await lookAt(page, 'console-import-undo-changes')
  await button('撤销导入').click()
  await page.getByText('已移除 1 人，改回 1 人。').waitFor()
  expect(await roster()).toEqual([
    ['1', '王明'],
    ['2', '李红'],
  ])
}, 60_000)

test('a person is found and removed with a reason, which the log has; who has voted is not', async () => {
  const voter = await room.reissue('1')
  await room.openRound()
  await room.cast(voter, { electorate: 'village', choices: [room.document.contestants[0]?.id] })
  const remove = async (name: string) => {
    await page.getByRole('searchbox').fill(name)
    const dialog = page.getByRole('dialog')
    await page.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: '移除' }).click()
    await dialog.getByRole('textbox').fill('已调离')
    await dialog.getByRole('button', { name: '移除' }).click()
  }
  await remove('王明')
  await page.getByText(/王明 · 1：在“.*”已有选票/).waitFor()
  await lookAt(page, 'console-people')
  await remove('李红')
  await page.getByText('已移除 1 人。').waitFor()
  expect(await roster()).toEqual([['1', '王明']])

  await button('回到现场').click()
  await page.getByText('移出名册 1 人 · 李红 · 已调离').waitFor()
  await page.getByText('撤销这次导入').first().waitFor()
}, 60_000)

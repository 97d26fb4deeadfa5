import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { openBrowser, visit } from '#test/support/browser.ts'
import { type Links, LocalSystem } from '#test/support/local-system.ts'
import { lookAt } from '#test/support/page-look.ts'
import { Player } from '#test/support/player.ts'

/**
 * A small secret round, run with the keyboard alone while a second organiser is at work beside: neither undoes the other unseen, every
 * mistake has its way back, and a result that would tell how people voted is not published by accident.
 */

const contest = contestWith({}, roundWith({ secret: true, seconds: 6 }))
const laptop = { width: 1366, height: 768 }

let folder: string
let system: LocalSystem
let links: Links
let browser: Browser
let page: Page
let other: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-story-'))
  const files = { contest: join(folder, 'contest.json'), roster: join(folder, 'roster.csv') }
  await writeFile(files.contest, JSON.stringify(contest))
  await writeFile(
    files.roster,
    'id,electorate\n' + ['v1', 'v2', 'v3'].map((id) => `${id},village\n`).join(''),
  )
  system = await LocalSystem.start('--contest', files.contest, '--roster', files.roster)
  links = await system.links()
  browser = await openBrowser()
  page = (await visit(browser, links.organiser.link, { viewport: laptop })).page
  other = (await visit(browser, links.owner.link, { viewport: laptop })).page
}, 120_000)
afterAll(async () => {
  await browser.close()
  await system.stop()
  await rm(folder, { recursive: true })
})

const next = (name: string | RegExp, on = page, patience = 20_000) =>
  on.getByRole('heading', { name }).waitFor({ timeout: patience })
const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())

/** Goes on with Tab to a button and presses it. */
async function tabTo(name: string): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs++) {
    const focused = page.locator(':focus')
    if ((await focused.count()) > 0 && (await focused.textContent())?.trim().startsWith(name)) {
      await page.keyboard.press('Enter')
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${name}`)
}

async function voteAll(): Promise<void> {
  const player = new Player(() => system.base)
  for (const { id, code } of links.voters) {
    const body = { ballot: { electorate: 'village', choices: ['east'] }, requestId: `${id}-${Date.now()}` }
    const token = await player.signIn(code)
    expect((await player.ask('PUT', '/contests/harvest/rounds/final/ballot', token, body)).status).toBe(200)
  }
}

test('a command that a colleague was faster than is not carried out, and says what has changed', async () => {
  await next('请 东村 上台')
  await next('请 东村 上台', other)
  // The other console's answers come late, so that it acts on what it has seen.
  await other.route(/\/(console|log)$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await route.continue()
  })
  await press('Enter')
  await next('请 西村 上台')
  await other.keyboard.press('Space')
  const notice = other.getByRole('alert')
  await notice.getByText('没有执行“请 东村 上台”：刚刚有人先做了操作').waitFor()
  await notice.getByText('上台 · 东村').waitFor()
  await other.unrouteAll({ behavior: 'wait' })
  await lookAt(other, 'console-conflict')
  await other.getByRole('button', { name: '知道了' }).click()
}, 60_000)

test('the evening goes on with the keyboard alone: a void and a reopening with their reasons', async () => {
  await press('Space')
  await next(/^开始投票/)
  await press('Enter')
  await page.getByText('投票中').first().waitFor()
  await tabTo('作废')
  await page.getByRole('dialog').waitFor()
  await lookAt(page, 'console-void')
  expect(await page.getByRole('dialog').getByRole('button', { name: '作废' }).isDisabled()).toBe(true)
  await press('Tab')
  await page.keyboard.type('话筒没有声音')
  await tabTo('作废')
  await page.getByText('作废 · 决赛 · 话筒没有声音').waitFor()

  await next(/^开始投票/)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await press('Space')
  await page.getByText('第 2 次投票').waitFor()
  await next('锁定计票')
  await tabTo('重新开放')
  await page.getByRole('dialog').waitFor()
  await tabInto('原因')
  await page.keyboard.type('东村的人刚到')
  await tabTo('重新开放')
  await page.getByText(/重新开放 · 决赛 · .+ · 东村的人刚到/).waitFor()
  await voteAll()
  await next('锁定计票')
}, 90_000)

/** Goes on with Tab to a field. */
async function tabInto(label: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label })
  for (let tabs = 0; tabs < 20; tabs++) {
    if (await field.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${label}`)
}

test('a result that would tell how everybody voted is published only knowingly, then revealed and taken back a step', async () => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await press('Space')
  await page.getByRole('dialog').waitFor()
  await lookAt(page, 'console-seal')
  await tabTo('锁定计票')
  await next('公布结果', page, 30_000)
  await press('Space')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('公布得分，就等于公开了每个人投给谁').waitFor()
  await lookAt(page, 'console-telling')
  expect(await dialog.getByRole('button', { name: '公布并逐名揭晓' }).isDisabled()).toBe(true)

  const organiser = await new Player(() => system.base).signIn(links.organiser.code)
  const direct = { type: 'publishResult', round: 'final' }
  const refusal = await new Player(() => system.base).ask(
    'POST',
    '/contests/harvest/commands',
    organiser,
    direct,
  )
  expect(refusal).toMatchObject({ status: 409, body: { code: 'not-allowed', reason: 'result-discloses' } })

  await tabIntoCheckbox()
  await press('Space')
  await tabTo('公布并逐名揭晓')
  await next('揭晓第 2 名')
  await page.getByText('公布 · 决赛 · 结果 1 · 知情后确认').waitFor()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await press('Space')
  await next('揭晓第 1 名')
  await lookAt(page, 'console-revealing')
  await tabTo('收回一步')
  await page.getByRole('dialog').getByText('会立刻从所有屏幕和手机上消失').waitFor()
  await lookAt(page, 'console-take-back')
  await tabTo('收回')
  await next('揭晓第 2 名')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await press('Space')
  await next('揭晓第 1 名')
  await press('Enter')
  await next('全部轮次已公布')
  await lookAt(page, 'console-finished')
}, 90_000)

async function tabIntoCheckbox(): Promise<void> {
  const box = page.getByRole('dialog').getByRole('checkbox')
  for (let tabs = 0; tabs < 20; tabs++) {
    if (await box.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('no Tab leads to the checkbox')
}

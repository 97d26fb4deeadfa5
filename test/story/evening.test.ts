import { unzipSync } from 'fflate'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Findings } from '#core/verify.ts'
import { verifyBundle } from '#local/bundle/verify-bundle.ts'
import { openBrowser, screens, visit, type Visit } from '#test/support/browser.ts'
import { type Links, LocalSystem } from '#test/support/local-system.ts'
import { picture } from '#test/support/page-look.ts'
import { haiyangParts, type Part, Player } from '#test/support/player.ts'

/**
 * The first district's evening with its pages open side by side: console, judge, phone and big screen. The other 124 voters vote over
 * HTTP. With PICTURES=<folder> it leaves a picture of each page at each step.
 */

const round = 'round-district-1'
const parts = haiyangParts(round)

let system: LocalSystem
let links: Links
let browser: Browser

beforeAll(async () => {
  system = await LocalSystem.start()
  links = await system.links()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

test('the organiser runs a round, a judge scores, a member votes, and the tie for the first place appears everywhere', async () => {
  const [judge] = links.judges
  const member = links.voters.find(({ electorate }) => electorate === 'village')
  if (!judge || !member) throw new Error('the example has no judge or no village voter')
  const linkTo = (page: string) => `${links.base}/${page}?contest=${links.contest}`

  const desk = await visit(browser, links.organiser.link)
  const table = await visit(browser, judge.link, { viewport: screens.tablet })
  const phone = await visit(browser, member.link, { viewport: screens.phone, deviceScaleFactor: 2 })
  const hall = await visit(browser, linkTo('screen'), { viewport: screens.hall })

  await desk.page.getByRole('button', { name: /^第一片区/ }).click()
  await phone.page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0)
  await phone.page.getByText('直播', { exact: true }).waitFor()
  await picture(phone.page, 'watch-waiting')
  // Judges score as contestants present: the round opens with the first call, and nothing ends it before the last.
  await desk.page.getByRole('heading', { name: /^请 .+ 上台，开始打分和投票$/ }).waitFor()
  for (let place = 1; place <= 8; place++) {
    await desk.page.getByRole('heading', { name: /^请 .+ 上台/ }).waitFor()
    await pressSpace(desk.page)
    await desk.page.getByText(`第 ${place} 位，共 8 位`).waitFor({ state: 'detached' })
  }
  await hall.page.getByText('战场泊村').first().waitFor()
  await picture(hall.page, 'screen-on-stage')
  await desk.page.getByText('投票中').first().waitFor()
  await desk.page.getByRole('heading', { name: '都讲完了，10 分钟后截止' }).waitFor()
  await pressSpace(desk.page)
  await desk.page.getByRole('heading', { name: /^结束投票/ }).waitFor()

  await castOverHttp(parts.filter(({ voter }) => voter !== judge.id && voter !== member.id))
  const proof = await voteOnThePhone(phone, partOf(member.id))
  await scoreAtTheTable(table, partOf(judge.id))

  for (const { page } of [hall, desk])
    await page
      .getByText(/103\s*\/\s*103/)
      .first()
      .waitFor()
  await hall.page.getByText(/操作记录至第 \d+ 条，校验码 [0-9A-F]{4} [0-9A-F]{4}/).waitFor()
  await picture(hall.page, 'screen-voting')
  await picture(desk.page, 'console-open')
  // Nobody outside sees a figure before the publication.
  expect(await hall.page.getByText('总分').count()).toBe(0)

  await pressSpace(desk.page)
  await desk.page.getByRole('heading', { name: '锁定计票' }).waitFor({ timeout: 15_000 })
  await picture(phone.page, 'watch-closed')
  await pressSpace(desk.page)
  await desk.page.getByRole('dialog').getByRole('button', { name: '锁定计票' }).click()
  await desk.page.getByRole('heading', { name: '公布结果' }).waitFor({ timeout: 20_000 })
  await pressSpace(desk.page)
  await picture(desk.page, 'console-publish')
  await desk.page.getByRole('button', { name: '公布并逐名揭晓' }).click()

  await revealTo(desk.page, /揭晓并列第 1 名/)
  await hall.page.getByText('战场泊村').first().waitFor()
  expect(await hall.page.getByText('西古现村').count()).toBe(0)
  const { body: live } = await new Player(() => system.base).ask('GET', `/contests/${links.contest}/live`)
  expect(JSON.stringify(live)).not.toContain('xiguxian')
  await picture(hall.page, 'screen-revealing')
  await pressSpace(desk.page)

  for (const { page } of [hall, phone]) {
    await page.getByText('西古现村').first().waitFor()
    await page.getByText('王家山后村').first().waitFor()
    // A phone shows the result when its stream has come that far.
    await expect.poll(() => page.getByText('并列', { exact: true }).count(), { timeout: 20_000 }).toBe(2)
  }
  await picture(hall.page, 'screen-result')
  await picture(desk.page, 'console-published')
  await phone.page.getByText('西古现村').last().scrollIntoViewIfNeeded()
  await picture(phone.page, 'watch-result')

  const result = await visit(browser, `${linkTo('result')}&round=${round}`)
  await result.page.getByText('西古现村').first().waitFor()
  const shared = result.page.getByText('并列', { exact: true }).filter({ visible: true })
  await expect.poll(() => shared.count()).toBe(2)
  await picture(result.page, 'result')
  await holdsInTheBook(result, proof)

  const words = '产业链清楚，集体收入说得实。'
  expect(await result.page.getByText(words).count()).toBe(0)
  await desk.page.getByText('评委点评').click()
  await desk.page.getByText(words).waitFor()
  // The one contestant who was commented on: the button beside the name, not the one for all.
  await desk.page.locator('details').getByRole('button', { name: '公开点评…' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: '公开点评' }).click()
  await desk.page.getByText('点评已公开', { exact: true }).waitFor()
  await picture(desk.page, 'console-comments')
  await result.page.getByRole('heading', { name: '评委点评' }).click({ timeout: 20_000 })
  await result.page.locator('details details summary').first().click()
  await result.page.getByText(words).waitFor()
  await keepsTheOutcome(desk)
  // Asking for a ballot that is not cast yet is answered with 404, and browsers write that down.
  const problems = [desk, table, phone, hall, result].flatMap((opened) => opened.problems)
  expect(problems.filter((problem) => !/404.*\/ballot\)$/.test(problem))).toEqual([])
}, 180_000)

/** Anybody can hold the phone's signed receipt against the book, and the log is public by now. */
async function holdsInTheBook({ page }: Visit, proof: string): Promise<void> {
  await page.getByRole('heading', { name: '核验' }).click()
  await page.getByText(/^操作记录 \d+ 条/).waitFor()
  await page.getByRole('textbox', { name: '回执号或签名回执' }).fill(proof)
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText('签名有效；选票在明细里，一字未改，已计入结果').waitFor()
  await picture(page, 'result-receipt')
}

/** What the organiser keeps is whole: the tables, the picture, and a proof that verifies. */
async function keepsTheOutcome({ page }: Visit): Promise<void> {
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载成果包' }).click(),
  ])
  const entries = unzipSync(await readFile(await archive.path()))
  const names = Object.keys(entries)
  expect(names).toContain('说明.txt')
  for (const kind of ['.xlsx', '.png', 'log.ndjson', 'book.ndjson', 'comments.json', 'SHA256SUMS'])
    expect(
      names.some((name) => name.endsWith(kind)),
      kind,
    ).toBe(true)
  const folder = await mkdtemp(join(tmpdir(), 'leitai-outcome-'))
  try {
    for (const [name, bytes] of Object.entries(entries)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), bytes)
    }
    const findings = new Findings()
    const { results } = verifyBundle(join(folder, '核验'), findings)
    expect([...findings.kept]).toEqual([])
    expect(results).toHaveLength(1)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const pressSpace = (page: Page) => page.keyboard.press('Space')

const partOf = (id: string): Part => {
  const part = parts.find(({ voter }) => voter === id)
  if (!part) throw new Error(`${id} is not in the book`)
  return part
}

/** Answers the signed receipt that the phone then shows. */
async function voteOnThePhone(phone: Visit, { ballot }: Part): Promise<string> {
  if (!('choices' in ballot)) throw new Error('a member chooses')
  const contest = await contestDocument()
  for (const choice of ballot.choices) {
    const name = contest.contestants.find(({ id }: { id: string }) => id === choice)?.name
    await phone.page.getByRole('checkbox', { name }).check()
  }
  await picture(phone.page, 'watch-ballot')
  expect(await phone.page.getByText('投票成功').count()).toBe(0)
  await phone.page.getByRole('button', { name: '投票', exact: true }).click()
  await phone.page.getByText('投票成功').waitFor()
  await picture(phone.page, 'watch-received')
  await phone.page.getByText('签名回执', { exact: true }).click()
  const proof = await phone.page.getByRole('textbox', { name: '签名回执' }).inputValue()
  await picture(phone.page, 'watch-signed-receipt')
  await phone.page.getByText('签名回执', { exact: true }).click()
  return proof
}

async function scoreAtTheTable(table: Visit, { ballot }: Part): Promise<void> {
  if (!('scores' in ballot)) throw new Error('a judge scores')
  const contest = await contestDocument()
  const inOrder = contest.contestants.filter(({ id }: { id: string }) => Object.hasOwn(ballot.scores, id))
  for (const [index, { id, name }] of inOrder.entries()) {
    await table.page.getByRole('heading', { name }).first().waitFor()
    for (const [criterion, score] of Object.entries(ballot.scores[id] ?? {}))
      await table.page.locator(`input[data-criterion="${criterion}"]`).fill(String(score))
    if (index === 0)
      await table.page.getByRole('textbox', { name: '优点' }).fill('产业链清楚，集体收入说得实。')
    if (index === 2) await picture(table.page, 'judge-scoring')
    await table.page.getByRole('button', { name: /^提交/ }).click()
  }
  await table.page.getByText('8 位全部提交').first().waitFor()
  await picture(table.page, 'judge-done')
}

async function castOverHttp(others: Part[]): Promise<void> {
  const player = new Player(() => system.base)
  const codes = new Map([...links.judges, ...links.voters].map(({ id, code }) => [id, code]))
  for (const { voter, ballot } of others) {
    const token = await player.signIn(codes.get(voter) ?? '')
    const path = `/contests/${links.contest}/rounds/${round}/ballot`
    const { status } = await player.ask('PUT', path, token, { ballot, requestId: voter })
    expect(status).toBe(200)
  }
}

const contestDocument = async () =>
  (await new Player(() => system.base).ask('GET', `/contests/${links.contest}`)).body

/** Reveals place by place until the next step is the wanted one. */
async function revealTo(desk: Page, title: RegExp): Promise<void> {
  for (let places = 0; places < 10; places++) {
    const heading = desk.getByRole('heading', { name: /^揭晓/ })
    await heading.waitFor()
    const words = (await heading.textContent()) ?? ''
    if (title.test(words)) return
    await pressSpace(desk)
    await desk.getByRole('heading', { name: words, exact: true }).waitFor({ state: 'detached' })
  }
  throw new Error('the reveal never came to the end')
}

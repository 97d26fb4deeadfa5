import type { Browser, Page } from 'playwright-core'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit, type Visit } from '#test/support/browser.ts'
import { type Links, LocalSystem } from '#test/support/local-system.ts'
import { reachFromAnotherDevice } from '#test/support/another-device.ts'
import { asKnownAs } from '#test/support/known-address.ts'
import { lookAt } from '#test/support/page-look.ts'
import { Player } from '#test/support/player.ts'
import { workbookOf } from '#test/support/workbook.ts'

/**
 * The days before an evening: the owner fills in a new contest, imports the roster from a spreadsheet that first has faults, prints cards
 * and sheets, rehearses with robots, and wipes the rehearsal. With PICTURES=<folder> it leaves pictures of each state.
 */

const laptop = { width: 1366, height: 768 }
const contest = 'spring-2027'

let system: LocalSystem
let links: Links
let browser: Browser
let owner: Visit
let page: Page

beforeAll(async () => {
  system = await LocalSystem.start()
  links = await system.links()
  browser = await openBrowser()
  owner = await visit(browser, `${links.base}/console#${links.owner.code}`, { viewport: laptop })
  page = owner.page
}, 120_000)
afterAll(async () => {
  await browser.close()
  await system.stop()
})

const button = (name: string | RegExp, on: Page = page) => on.getByRole('button', { name })
const status = async (path: string) => (await new Player(() => system.base).ask('GET', path)).status

test('the owner fills in a contest from a template; what is missing or doubtful is said before anything is saved', async () => {
  await button('新建活动').click()
  await button(/^擂台赛（分组）/).click()
  await lookAt(page, 'console-create')
  await page.getByRole('textbox', { name: '活动名称' }).fill('春季考评会')
  await page.getByRole('textbox', { name: '活动编号' }).fill(contest)
  await page.getByRole('textbox', { name: '评议主体名称' }).last().fill('村民代表')
  await page
    .getByRole('textbox', { name: '参评对象' })
    .fill(
      '序号\t村\t镇\t片区\t备注\n1\t东村\t城关镇\t第一片区\t\n2\t西村\t城关镇\t第一片区\t新\n3\t南村\t河口镇\t第二片区\t\n4\t北村\t河口镇\t第二片区\t',
    )
  await page.getByText('4 个，2 个片区').waitFor()
  await page.getByText('没有用上的列：备注').waitFor()
  await page.getByText('将分别设：第一片区 擂台赛、第二片区 擂台赛').waitFor()

  await button('整段粘贴').click()
  await page
    .getByRole('textbox', { name: '整段粘贴' })
    .fill('党建引领（40分）、产业发展３０分；群众口碑（20）')
  await button('读入').click()
  await page.getByText('满分合计 90 分').waitFor()
  const last = page.getByRole('textbox', { name: '第 3 项 满分' })
  await last.fill('8,5')
  await page.getByText('是 8.5 还是 85？', { exact: true }).waitFor()
  await last.fill('30分')
  await page.getByText('满分合计 100 分').waitFor()

  await page.getByRole('textbox', { name: '占总分 %' }).last().fill('20')
  await page.getByText('各项占比合计 90%', { exact: true }).waitFor()
  await button('建立活动').click()
  await page.getByText('还有 1 处要处理：').waitFor()
  await lookAt(page, 'console-create-problems')
  await page.getByRole('radio', { name: /^记名/ }).check()
  await page.getByRole('textbox', { name: '占总分 %' }).last().fill('30')
  await page.getByRole('textbox', { name: '投票时长' }).fill('20秒')
  await page.getByRole('textbox', { name: '最低投票比例' }).last().fill('二分之一')
  await page.getByText('并列、名次和公开').click()
  await button('增加一条比较').click()
  await page.getByRole('combobox', { name: '第 1 条' }).selectOption('评委“产业发展”得分高的在前')
  await page.getByText('直播和外观').click()
  await page.getByRole('textbox', { name: '主题色' }).fill('#0b5c8a')
  await lookAt(page, 'console-create-filled')

  // A form cannot say everything, so it goes on as text; there a fault is made on purpose.
  await button('设置文本').click()
  const text = page.getByRole('textbox', { name: '活动设置' })
  const good = await text.inputValue()
  expect(JSON.parse(good)).toMatchObject({
    look: { accent: '#0b5c8a' },
    rounds: [
      {
        title: '第一片区 擂台赛',
        group: 'g1',
        seconds: 20,
        ties: [{ by: 'criterion', panel: 'judge', criterion: 'k2' }],
        cut: { top: 1, ties: 'all', name: '晋级' },
        panels: [{ electorate: 'judge' }, { electorate: 'voter', quorum: { atLeast: '1/2' } }],
      },
      { title: '第二片区 擂台赛', group: 'g2' },
    ],
  })
  await text.fill(
    good
      .replace('"electorate": "voter"', '"electorate": "nobody"')
      .replace('"title": "春季考评会"', '"title": ""'),
  )
  await button('建立活动').click()
  await page.getByText('有 2 处需要改正，还没有保存：').waitFor()
  await page.getByText(/没有.+ nobody/).waitFor()
  await lookAt(page, 'console-document-faults')
  await text.fill(good.replace('"title"', '“title”'))
  await button('建立活动').click()
  await page.getByText(/第 3 行第 3 个字““”是中文标点/).waitFor()
  expect(await status(`/contests/${contest}`)).toBe(404)

  await text.fill(good)
  await button('填表').click()
  await button('建立活动').click()
  await page.getByText('下一步').waitFor()
  expect(await status(`/contests/${contest}`)).toBe(200)
}, 60_000)

test('the settings open again as a form with what is in force, and are saved', async () => {
  await page.getByRole('heading', { name: '开始前的五步 已完成 0 / 5' }).waitFor()
  await button('修改设置').click()
  expect(await page.getByRole('textbox', { name: '第 3 项 名称' }).first().inputValue()).toBe('群众口碑')
  await page.getByRole('textbox', { name: '主办单位' }).fill('市委组织部')
  await lookAt(page, 'console-change')
  await button('保存').click()
  await page.getByText('已保存。').waitFor()
  const { body } = await new Player(() => system.base).ask('GET', `/contests/${contest}`)
  expect(body.organiser).toBe('市委组织部')
  await button(/^回到现场/).click()
}, 60_000)

test('an id that is taken is refused, and the contest that has it stays', async () => {
  const second = await visit(browser, `${links.base}/console#${links.owner.code}`, { viewport: laptop })
  await button('新建活动', second.page).click()
  await button('设置文本', second.page).click()
  const document = {
    id: contest,
    title: '占用',
    electorates: [{ id: 'v', name: '村', role: 'voter' }],
    contestants: [{ id: 'a', name: '甲' }],
    rounds: [{ id: 'r', title: '轮', panels: [{ electorate: 'v', ballot: { kind: 'choose', max: 1 } }] }],
  }
  await second.page.getByRole('textbox', { name: '活动设置' }).fill(JSON.stringify(document))
  await button('建立活动', second.page).click()
  await second.page.getByText('这个活动编号已经有人用了').waitFor()
  await second.close()
  const { body } = await new Player(() => system.base).ask('GET', `/contests/${contest}`)
  expect(body.title).toBe('春季考评会')
}, 60_000)

const title = ['编号', '投票组', '姓名', '单位']
const people = [
  ['1001', '评委', '林正', ''],
  ['1002', 'judge', '周平', ''],
  ...Array.from({ length: 12 }, (_, index) => [
    `v${index + 1}`,
    '村民代表',
    `代表${index + 1}`,
    index < 6 ? '东村' : '西村',
  ]),
]
const choose = (name: string, buffer: Uint8Array) =>
  page.setInputFiles('input[type=file][accept*=xlsx]', { name, mimeType: '', buffer: Buffer.from(buffer) })

test('a workbook that would fill the memory is refused, one that takes too long can be stopped, and the page goes on', async () => {
  await button(/^准备/).click()
  const rows = Array.from(
    { length: 60_000 },
    (_, row) => `<row r="${row + 1}"><c r="ZZZ${row + 1}"><v>1</v></c></row>`,
  )
  const sheet = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`
  await choose('远.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) }))
  await page.getByText('表格太大：名册最多 200000 行、100 列').waitFor()

  // The worker's script never comes, which is the longest that a reading can take.
  await page.route('**/table-worker*', () => {})
  await choose('慢.xlsx', workbookOf([title, ...people]))
  await button('停止读取').click()
  await page.getByText('已停止读取，什么也没有导入。').waitFor()
  await page.unroute('**/table-worker*')
  await button(/^回到现场/).click()
}, 60_000)

test('a spreadsheet with faults is answered row by row and loads nobody; the mended one loads everybody', async () => {
  await button(/^准备/).click()
  await page.getByText('名册还是空的').waitFor()
  await lookAt(page, 'console-setup')
  const faulty = [title, ...people.slice(0, 3), ['v1', '村民代表', '重名', ''], ['v 99', '网友', '', '']]
  await choose('名册.xlsx', workbookOf(faulty))
  await page.getByText('有 3 处需要改正，一行也没有导入：').waitFor()
  await page.getByText('编号“v1”与第 4 行重复').waitFor()
  await lookAt(page, 'console-roster-faults')
  expect(await button(/^导入 /).count()).toBe(0)

  await choose('名册.xlsx', workbookOf([title, ...people]))
  await page.getByText('评委：新增 2 人').waitFor()
  await page.getByText('村民代表：新增 12 人').waitFor()
  await button('导入 14 人').click()
  await page.getByText('本页可打印 14 人的登录码 · 还没有打印或下载').waitFor()
  await lookAt(page, 'console-codes')
}, 60_000)

test('nothing is printed that leads a phone to itself; once the address is right, codes are reissued and it is', async () => {
  await button('打印登录卡').click()
  await page.getByText(/只有这台电脑能打开/).waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: '林正' }).count()).toBe(0)
  expect(await button('打印').isDisabled()).toBe(true)
  await lookAt(page, 'console-cards-refused')
  await button('返回').click()
  // From here on the system is one that others reach. Codes that were given before lead nowhere, and a reload has lost them.
  await asKnownAs(page, system.base)
  page.once('dialog', (dialog) => dialog.accept())
  await page.reload()
  await button('全部补发…').click()
  await page.getByRole('dialog').getByRole('button', { name: '补发' }).click()
  await page.getByText('本页可打印 14 人的登录码').waitFor()
}, 60_000)

test('cards and sheets go onto A4: ten cards a page, a sheet a judge; a code on a card opens a session', async () => {
  const pages = async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true })
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
  }
  await button('打印登录卡').click()
  const card = page.getByRole('listitem').filter({ hasText: '林正' })
  await card.getByRole('img').waitFor()
  expect(await page.getByRole('listitem').count()).toBe(14)
  expect(await pages()).toBe(2)
  await lookAt(page, 'console-cards')
  const code = (await card.getByRole('img').getAttribute('aria-label')) ?? ''
  expect(await card.textContent()).toContain(code)
  expect(await new Player(() => system.base).signIn(code)).toBeTruthy()

  await button('返回').click()
  await button('打印评委评分表').click()
  await page.getByText('评委：林正').first().waitFor()
  // A sheet for each of two judges in each of two rounds.
  expect(await page.getByRole('article').count()).toBe(4)
  expect(await pages()).toBe(4)
  await lookAt(page, 'console-sheets')
  await button('返回').click()
}, 60_000)

test('the checklist knows that cards were printed, and is ticked when another device has scanned the address', async () => {
  page.once('download', (download) => void download.cancel())
  await button('下载登录码表').click()
  await page.getByText('14 人的登录码都在本机打印或下载过。').waitFor()
  await button('显示二维码').click()
  await page.getByRole('img', { name: '试扫用的二维码' }).waitFor()
  await lookAt(page, 'console-trial-scan')
  const link = (await page.getByText(/\/reach\?contest=/).textContent()) ?? ''
  const { pathname, search, hash } = new URL(link)
  const phone = await visit(browser, `${system.base}${pathname}${search}${hash}`)
  await phone.page.getByText('请换一台手机扫码').waitFor()
  await lookAt(phone.page, 'reach-same-device')
  await phone.page.route('**/reach', async (route) =>
    route.fulfill({ status: (await reachFromAnotherDevice(system.base, link)) ?? 500, json: {} }),
  )
  await phone.page.reload()
  await phone.page.getByText('这台设备打得开').waitFor()
  await lookAt(phone.page, 'reach-reached')
  await phone.close()
  await page.getByText(/另一台设备打开了 https:\/\/vote\.example\.cn/).waitFor()
  await lookAt(page, 'console-checklist')
}, 60_000)

test('a lost code is found by name and issued anew; the old one ends', async () => {
  await page.getByRole('searchbox').fill('代表12')
  await button('新登录码').first().click()
  await lookAt(page, 'console-reissue')
  await page.getByRole('dialog').getByRole('button', { name: '补发' }).click()
  await page.getByText(/登录码 [\dA-Z-]{14}/).waitFor()
  await page.getByRole('img', { name: '登录链接' }).waitFor()
  await page.getByText('还有 1 人的登录码没有打印。').waitFor()
  await lookAt(page, 'console-reissued')
}, 60_000)

test('staff get a link of their own', async () => {
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill('监督员老赵')
  await button('增加监督员').click()
  await page
    .getByRole('status')
    .filter({ hasText: '监督员老赵' })
    .getByRole('img', { name: '登录链接' })
    .waitFor()
  await page.getByText('监督员老赵 · 监督员 1', { exact: true }).waitFor()
}, 60_000)

test('a rehearsal with robots fills a round, says everywhere that it is one, and is wiped without a trace', async () => {
  for (const [name, count] of [
    ['评委 · 真人', '1'],
    ['评委 · 模拟', '3'],
    ['村民代表 · 模拟', '9'],
  ] as const)
    await page.getByRole('spinbutton', { name }).fill(count)
  await button('开始彩排').click()
  const link = await page.getByRole('link', { name: /打开彩排组织台/ }).getAttribute('href')
  const desk = await page.context().newPage()
  await desk.goto(link ?? '')
  await desk.getByText(/^12 名模拟投票人 · /).waitFor({ timeout: 30_000 })
  // A judge who comes to try it has a seat under their own name.
  await desk.getByText('林正').first().click()
  const seat = desk.getByRole('status').filter({ hasText: '林正' })
  const code = /[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]{4}/.exec((await seat.textContent()) ?? '')?.[0] ?? ''
  expect(await new Player(() => system.base).signIn(code)).toBeTruthy()
  await lookAt(desk, 'console-rehearsal')
  await desk.getByRole('checkbox', { name: '不限时' }).uncheck()
  await button(/^上台并开始/, desk).click()
  await desk.getByText('本轮已投 12 票').waitFor({ timeout: 40_000 })

  const rehearsal = `rehearsal-${contest}`
  for (const name of ['watch', 'screen', 'result']) {
    const other = await visit(browser, `${links.base}/${name}?contest=${rehearsal}&electorate=voter`)
    if (name !== 'watch') await other.page.getByText('彩排 · 不计入正式结果').waitFor()
    await other.close()
  }
  const live = await new Player(() => system.base).ask('GET', `/contests/${contest}/live`)
  expect(live.body.rounds.r1).toMatchObject({
    status: 'waiting',
    turnout: { judge: { cast: 0, eligible: 2 } },
  })

  await button('清除彩排').click()
  await lookAt(page, 'console-wipe')
  await page.getByRole('dialog').getByRole('button', { name: '清除彩排' }).click()
  await page.getByText(/彩排已清除，共 \d+ 项/).waitFor({ timeout: 30_000 })
  expect(await status(`/contests/${rehearsal}`)).toBe(404)
  expect(await status(`/contests/${contest}`)).toBe(200)
}, 120_000)

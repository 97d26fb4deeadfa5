import { strFromU8, unzipSync } from 'fflate'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screens, type Visit } from '#test/support/browser.ts'
import { atRest, lookAt, lookOnce, picture, tooWide } from '#test/support/page-look.ts'
import { type Language, languages, scoresIn } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'
import { unfold } from './unfold.ts'

/**
 * The pages that everybody may look at, from the title to the published result of one round: big screen, stream overlay and result.
 * With PICTURES=<folder> it leaves a picture of each state.
 */

const cinema = { width: 3840, height: 2160 }
const logo = `data:image/svg+xml;base64,${Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#f2c14e"/><path d="M20 6l4 9 10 1-7 7 2 10-9-5-9 5 2-10-7-7 10-1z" fill="#7a1512"/></svg>',
).toString('base64')}`

let hall: Hall
let rooms: Record<Language, Room>
beforeAll(async () => {
  hall = await Hall.open()
  rooms = { 'zh-CN': await roomIn('zh-CN'), en: await roomIn('en') }
}, 180_000)
afterAll(() => hall.close())

const roomIn = (language: Language): Promise<Room> =>
  hall.room(
    { look: { accent: '#8f1d2c', logo } },
    {
      panels: [
        { electorate: 'judges', weight: 60, ballot: { ...scoresIn(language), drop: { high: 1, low: 1 } } },
        { electorate: 'village', weight: 40, ballot: { kind: 'choose', min: 1, max: 3 } },
      ],
    },
    language,
  )

const scoresFor = (judge: number, contestant: number) => {
  const give = (most: number) => most - ((judge * 3 + contestant * 2 + most) % 4) - (contestant % 3)
  return { party: give(20), trade: give(30), build: give(20), serve: give(20), floor: give(10) }
}

const castAll = async (room: Room, words: string) => {
  const judges = await room.people(5, 'judges')
  for (const [judge, person] of judges.entries()) {
    const given = room.document.contestants.map(({ id }, index) => [id, scoresFor(judge, index)])
    const ballot = { electorate: 'judges', scores: Object.fromEntries(given) }
    await room.cast(person, ballot, judge === 0 ? { 'c-1': { strength: words } } : undefined)
  }
  for (const [voter, person] of (await room.people(12)).entries())
    await room.cast(person, {
      electorate: 'village',
      choices: [`c-${1 + (voter % 3)}`, `c-${5 + (voter % 4)}`],
    })
}

/** The screen in the hall and, once, the largest one there is: it shows the same, at twice the size. */
const lookAtScreen = async ({ page }: Visit, state: string, language: Language) => {
  await lookOnce(page, `screen-${state}`)
  await picture(page, `screen-${state}-${language}`)
  if (language === 'en') return
  await atRest(page)
  const size = await sizeOfText(page)
  await page.setViewportSize(cinema)
  await atRest(page)
  const grown = (await sizeOfText(page)).map((each, index) => each / (size[index] ?? 0))
  for (const times of grown) expect(times, state).toBeCloseTo(2, 2)
  expect(await tooWide(page), state).toEqual([])
  await picture(page, `screen-${state}-4k`)
  await page.setViewportSize(screens.hall)
}

const sizeOfText = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, .status, .total, .time, footer')].map((element) =>
      parseFloat(getComputedStyle(element).fontSize),
    ),
  )

/** How opaque the picture is at a place, from 0 to 255, as a mixer gets it. */
const alphaAt = async (page: Page, places: Record<string, [x: number, y: number]>) => {
  const png = await page.screenshot({ omitBackground: true })
  return page.evaluate(
    async ([data, places]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(image.width, image.height)
      const drawing = canvas.getContext('2d')
      drawing?.drawImage(image, 0, 0)
      const alpha = ([x, y]: [number, number]) => drawing?.getImageData(x, y, 1, 1).data[3] ?? -1
      return Object.fromEntries(Object.entries(places).map(([name, place]) => [name, alpha(place)]))
    },
    [png.toString('base64'), places] as const,
  )
}

/** Every colour that a plate and its text may stand on. */
const testPicture = 'linear-gradient(90deg, #fff, #ff0 20%, #0ff 40%, #f0f 60%, #00f 80%, #000)'

const lookAtOverlay = async ({ page }: Visit, state: string, language: Language) => {
  await lookOnce(page, `overlay-${state}`)
  await page.evaluate((picture) => {
    document.documentElement.style.height = '100vh'
    document.body.style.background = picture
  }, testPicture)
  await picture(page, `overlay-${state}-${language}`)
  await page.evaluate(() => document.body.style.removeProperty('background'))
}

const open = (
  page: string,
  query: string,
  room: Room,
  viewport: { width: number; height: number } = screens.hall,
) =>
  room.visit(`${hall.base}/${page}${query}`, {
    viewport,
    hasTouch: false,
    ...(room === rooms.en && { reducedMotion: 'reduce' }),
  })

const says = {
  'zh-CN': {
    soon: '即将开始',
    isWaiting: '本轮还没有开始投票。',
    number: '第 1 位',
    first: '里口村',
    voting: '投票中',
    sealed: '计票完毕',
    revealSoon: '即将揭晓',
    isRevealing: '排名正在现场揭晓（3 / 8）',
    book: '选票明细校验码',
    official: '正式结果',
    agrees: '核验一致',
    words: '产业链清楚。',
  },
  en: {
    soon: 'Starting soon',
    isWaiting: 'The vote on this round has not started.',
    number: 'No. 1',
    first: 'Likou',
    voting: 'Voting',
    sealed: 'Sealed',
    revealSoon: 'Coming up',
    isRevealing: 'The ranking is being revealed in the hall (3 of 8).',
    book: /^Ballot record checksum /,
    official: 'Official result',
    agrees: 'Verified',
    words: 'A clear chain of business.',
  },
} as const

test.each(languages)(
  'one round on the screen, over the stream and on the result page, in %s',
  async (language) => {
    const t = says[language]
    const room = rooms[language]
    const query = `?contest=${room.id}`
    const screen = await open('screen', query, room)
    const overlay = await open('overlay', `#contest=${room.id}`, room)
    const result = await open('result', `${query}&round=final`, room, { width: 1280, height: 800 })

    await screen.page.getByText(t.soon).waitFor()
    await lookAtScreen(screen, 'idle', language)
    await result.page.getByText(t.isWaiting).waitFor()
    await lookAt(result.page, 'result-waiting', { inBoth: true })

    await room.command({ type: 'stageContestant', contestant: 'c-1' })
    await screen.page.getByText(t.number, { exact: true }).waitFor()
    await lookAtScreen(screen, 'on-stage', language)
    await overlay.page.getByRole('heading', { name: t.first }).waitFor()
    await lookAtOverlay(overlay, 'name', language)

    await room.openRound()
    await castAll(room, t.words)
    await screen.page.getByText(t.voting).first().waitFor()
    await expect.poll(() => screen.page.getByText(/12\s*\/ 12/).count(), { timeout: 15_000 }).toBe(1)
    await lookAtScreen(screen, 'voting', language)
    await expect.poll(() => overlay.page.getByText('12 / 12').count(), { timeout: 15_000 }).toBe(1)
    await lookAtOverlay(overlay, 'voting', language)

    await room.seal()
    await screen.page.getByText(t.sealed).first().waitFor()
    await lookAtScreen(screen, 'sealed', language)
    await room.command({ type: 'reveal', round: 'final', places: 0 })
    await room.publish()
    await room.command({ type: 'reveal', round: 'final', places: 3 })
    await screen.page.getByText(t.revealSoon).first().waitFor()
    await expect.poll(() => screen.page.locator('.total').count(), { timeout: 15_000 }).toBe(3)
    await lookAtScreen(screen, 'revealing', language)
    await result.page.getByText(t.isRevealing).waitFor()
    await lookAt(result.page, 'result-revealing', { inBoth: true })

    await room.command({ type: 'reveal', round: 'final', places: 8 })
    await screen.page.getByText(t.book).waitFor()
    await screen.page.locator('.kept').first().waitFor({ state: 'detached' })
    await lookAtScreen(screen, 'result', language)
    await overlay.page.getByText(t.official).waitFor()
    await lookAtOverlay(overlay, 'result', language)
    await room.command({ type: 'releaseComments', round: 'final' })

    await result.page.getByText(t.agrees).waitFor({ timeout: 30_000 })
    await lookAt(result.page, 'result-short', { inBoth: true })
    await unfold(result.page, result.page.getByText(t.words).first())
    await result.page.getByText(t.words).first().waitFor()
    await result.page.locator('.toggle').first().click()
    await lookAt(result.page, 'result-published', { inBoth: true })
    expect([...screen.problems, ...overlay.problems, ...result.problems]).toEqual([])
    await Promise.all([screen, overlay, result].map((visit) => visit.close()))
  },
  240_000,
)

test('only what the console lets through and the address asks for stands over the stream', async () => {
  const room = await roomIn('zh-CN')
  await room.command({ type: 'stageContestant', contestant: 'c-1' })
  await room.openRound()
  await room.people(12)
  const overlay = await open('overlay', `#contest=${room.id}`, room)
  await overlay.page.getByText('0 / 12').waitFor()
  await atRest(overlay.page)
  const places: Record<string, [number, number]> = {
    middle: [960, 400],
    name: [125, 905],
    tally: [900, 1010],
  }
  const opaque = await alphaAt(overlay.page, places)
  expect(opaque).toMatchObject({ middle: 0 })
  expect(Math.min(opaque['name'] ?? 0, opaque['tally'] ?? 0)).toBeGreaterThan(200)

  await room.command({ type: 'showOverlay', parts: ['countdown'] })
  await overlay.page.getByRole('heading').waitFor({ state: 'detached' })
  expect(await overlay.page.getByRole('timer').count()).toBe(1)
  expect(await alphaAt(overlay.page, places)).toEqual({ middle: 0, name: 0, tally: 0 })
  await room.command({ type: 'showOverlay', parts: ['name', 'countdown', 'tally'] })
  const tally = await open('overlay', `?show=tally&place=top&size=120#contest=${room.id}`, room)
  await tally.page.getByText('0 / 12').waitFor()
  expect(await tally.page.getByRole('timer').count()).toBe(0)
  await lookAtOverlay(tally, 'tally-on-top', 'zh-CN')
  await Promise.all([overlay, tally].map((visit) => visit.close()))
}, 60_000)

describe('when published', () => {
  const openResult = async (language: Language = 'zh-CN') => {
    const room = rooms[language]
    const visit = await open('result', `?contest=${room.id}&round=final`, room, { width: 1280, height: 800 })
    await visit.page.getByText(says[language].agrees).waitFor({ timeout: 30_000 })
    return visit
  }
  /** With everything that is folded open. */
  const openWhole = async () => {
    const visit = await openResult()
    await unfold(visit.page, visit.page.getByText(says['zh-CN'].words).first())
    return visit
  }

  test('a voter finds the own receipt, however it is typed, and is told what to do where it is not', async () => {
    const room = rooms['zh-CN']
    const [, line] = (await room.book()).filter(({ ballot }) => ballot.electorate === 'village')
    const { page, close } = await openWhole()
    const search = async (receipt: string) => {
      await page.getByLabel('回执号').fill(receipt)
      await page.getByLabel('回执号').press('Enter')
    }
    await search(` ${String(line.id).toLowerCase().replaceAll('-', ' ')} `)
    await page.getByText('在选票明细里，已计入结果').waitFor()
    const names = line.ballot.choices.map(
      (id: string) => room.document.contestants.find((one) => one.id === id)?.name,
    )
    await page.getByText(names.join('、'), { exact: true }).waitFor()
    await search('AAAA-BBBB-CCCC')
    await page.getByText('选票明细里没有这个回执号').waitFor()
    expect(await page.getByText('请出示签名回执，由监票人核实').count()).toBe(1)
    await close()
  }, 60_000)

  test('one changed ballot in the book is found and named', async () => {
    const { page, close } = await openWhole()
    await page.context().route('**/book', async (route) => {
      const response = await route.fetch()
      const text = await response.text()
      await route.fulfill({ contentType: 'application/x-ndjson', body: text.replace('"c-1"', '"c-4"') })
    })
    await page.getByRole('button', { name: '再核验一次' }).click()
    await page.getByText(/发现 \d+ 处不符/).waitFor({ timeout: 30_000 })
    await page.getByText('选票明细 · 选票明细的校验码与结果里的不同').waitFor()
    await lookAt(page, 'result-differs')
    await close()
  }, 90_000)

  test('the log of a bundle is checked too', async () => {
    const { page, close } = await openWhole()
    const { events } = await rooms['zh-CN'].ask('GET', '/log')
    const log = `${events.map((event: object) => canonical(event)).join('\n')}\n`
    const choose = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'log.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) })
    await choose(log)
    // The page has checked the public log before it was given this one.
    await page.getByText(`操作记录 ${events.length} 条`).waitFor({ timeout: 30_000 })
    await page.getByText('核验一致').waitFor({ timeout: 30_000 })
    await choose(log.replace('"c-1"', '"c-2"'))
    await page.getByText('被改动过').first().waitFor({ timeout: 30_000 })
    await close()
  }, 90_000)

  test('the ranking is kept as CSV and as a workbook', async () => {
    const { page, close } = await openResult()
    const download = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ])
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
    }
    const csv = await download('下载 CSV')
    expect(csv.name).toBe(`${rooms['zh-CN'].id}-final-1.1.csv`)
    const [head, first] = csv.bytes.toString('utf8').split('\r\n')
    expect(head).toMatch(/^\uFEFF名次,参评对象,单位,汇报人,总分,/)
    expect(first).toMatch(/^1,[^,]+,[^,]+,张书记,\d+\.\d\d,/)
    const workbook = unzipSync((await download('下载 Excel')).bytes)
    const sheet = strFromU8(workbook['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain('<v>1</v>')
    expect(sheet).not.toContain('<f>')
    await close()
  }, 60_000)

  test('a picture to share is made here, tall and wide, and says why it has no code on a machine of its own', async () => {
    const { page, close } = await openResult()
    const sizes = { tall: [1080, 1920], wide: [1200, 630] }
    await page.getByRole('button', { name: '生成分享图片' }).click()
    await page.getByText('所以图片上没有二维码').waitFor()
    for (const [format, size] of Object.entries(sizes)) {
      const shown = page.locator(`img.${format}`)
      await expect
        .poll(() => shown.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]), {
          timeout: 15_000,
        })
        .toEqual(size)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '保存图片' }).click(),
      ])
      expect(file.suggestedFilename()).toBe(`${rooms['zh-CN'].id}-final-${format}.png`)
      const folder = process.env['PICTURES']
      if (folder !== undefined) await file.saveAs(`${folder}/poster-${format}.png`)
      await page.getByRole('button', { name: '横版' }).click()
    }
    await close()
  }, 60_000)

  test('the sheet for signatures fits A4', async () => {
    const { page, close } = await openResult()
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 703, height: 1032 })
    await picture(page, 'result-print', { full: true })
    for (const who of ['总监票人', '监票人', '计票人', '（盖章）'])
      expect(await page.getByText(who).first().isVisible()).toBe(true)
    for (const hidden of ['核验一致', '总分从哪里来', '下载 Excel'])
      expect(await page.getByText(hidden).isVisible()).toBe(false)
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await close()
  }, 60_000)
})

test('an overlay without a contest says so', async () => {
  const lost = await open('overlay', '', rooms['zh-CN'])
  await lost.page.getByText('地址里缺少活动').waitFor()
  await lost.close()
}, 30_000)

/** As a bundle writes events: members in order. */
const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

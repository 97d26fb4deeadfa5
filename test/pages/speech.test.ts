import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Round } from '#contract/contest.ts'
import { screens } from '#test/support/browser.ts'
import { lookAt, lookOnce, picture } from '#test/support/page-look.ts'
import { type Language, languages } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'

/** One speech with all pages open: the clerk runs the clock, the speaker sees it, the next ones see when they are due. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const says = {
  'zh-CN': {
    parts: ['陈述', '答辩'],
    waiting: '请等候上台',
    ready: '准备',
    start: /^开始计时：陈述/,
    running: '进行中',
    lastMinute: '最后 1 分钟',
    over: '超时',
    reason: '设备故障',
    resume: '继续计时',
    end: '结束计时',
    again: /再按一次结束/,
    ended: '发言结束',
    next: /^开始计时：答辩/,
    message: '请走近<b>话筒</b>',
    send: '显示',
    name: '里口村',
    getReady: '请准备',
    inMinutes: '还有约 10 分钟',
    offline: /^网络中断：时间照走/,
    wrongRole: '这里是会务人员的计时台',
  },
  en: {
    parts: ['Report', 'Questions'],
    waiting: 'Please wait to be called',
    ready: 'Ready',
    start: /^Start: Report/,
    running: 'Running',
    lastMinute: /^Last 1 min/,
    over: 'Over time',
    reason: 'Equipment',
    resume: 'Resume',
    end: 'End the clock',
    again: /press again to end/,
    ended: 'Speech ended',
    next: /^Start: Questions/,
    message: 'Closer to the <b>microphone</b>',
    send: 'Show',
    name: 'Likou',
    getReady: 'Get ready',
    inMinutes: 'in about 10 minutes',
    offline: /^No network: the time runs on/,
    wrongRole: 'This page is for clerks',
  },
} as const

const speechIn = (language: Language): Partial<Round> => {
  const [report, questions] = says[language].parts
  return {
    speech: {
      parts: [
        { name: report, seconds: 480, warn: [60] },
        { name: questions, seconds: 120 },
      ],
    },
  }
}

const open = (room: Room, link: string, viewport: { width: number; height: number }, language: Language) =>
  room.visit(link.startsWith('http') ? link : `${hall.base}/${link}?contest=${room.id}`, {
    viewport,
    // Minutes pass on the wall without anybody waiting for them.
    ownClock: link === 'stage',
    ...(language === 'en' && { reducedMotion: 'reduce' }),
  })

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** The wall as it is seen from the stage, on a screen and on a phone held upright. */
async function lookAtWall(page: Page, state: string, language: Language): Promise<void> {
  await lookOnce(page, `stage-${state}`)
  await picture(page, `stage-${state}-${language}`)
  if (language === 'en') return
  await page.setViewportSize(screens.phone)
  await lookOnce(page, `stage-${state}-phone`)
  await picture(page, `stage-${state}-360`)
  await page.setViewportSize(screens.hall)
}

test.each(languages)(
  'a speech from the call to the end, in %s',
  async (language) => {
    const t = says[language]
    const room = await hall.room({}, speechIn(language), language)
    const { link } = await room.staff('clerk', 'Qian')
    const stage = await open(room, 'stage', screens.hall, language)
    const backstage = await open(room, 'backstage', screens.laptop, language)
    const clerk = await open(room, link, screens.phone, language)
    const besides = [
      await open(room, 'screen', screens.hall, language),
      await open(room, 'overlay', screens.hall, language),
    ]
    // Minutes pass on the wall without anybody waiting for them.
    await stage.page.clock.install()
    await stage.page.reload()
    const wall = stage.page
    const shows = (text: string | RegExp) => wall.getByText(text).first().waitFor()
    const figure = () => wall.getByRole('timer').textContent()

    await shows(t.waiting)
    await backstage.page.getByText(t.getReady).waitFor()
    await room.command({ type: 'stageContestant', contestant: 'c-1' })
    await wall.clock.runFor(3_000)
    await shows(t.ready)
    expect(await figure()).toBe('8:00')
    await backstage.page.getByText(t.inMinutes).waitFor()
    await lookAt(backstage.page, 'backstage-ready')
    await lookAtWall(wall, 'ready', language)
    await clerk.page.getByRole('button', { name: t.start }).waitFor()
    await lookAt(clerk.page, 'clerk-ready', { thumbs: true })

    await press(clerk.page, t.start)
    await clerk.page.getByText(t.running).waitFor()
    await wall.clock.runFor(3_000)
    await shows(t.running)
    expect(await figure()).toMatch(/^7:[345]\d$/)
    await lookAtWall(wall, 'running', language)
    for (const [index, { page }] of besides.entries()) {
      await page.getByRole('timer').waitFor()
      expect(await page.getByRole('timer').textContent()).toMatch(/^(8:00|7:[345]\d)$/)
      await lookOnce(page, `${index === 0 ? 'screen' : 'overlay'}-speech`)
      await picture(page, `${index === 0 ? 'screen' : 'overlay'}-speech-${language}`)
    }
    await lookAt(clerk.page, 'clerk-running', { thumbs: true })

    await clerk.page.getByRole('textbox').last().fill(t.message)
    await press(clerk.page, t.send)
    await clerk.page.getByText(t.message).waitFor()
    await wall.clock.fastForward(440_000)
    await shows(t.lastMinute)
    await shows(t.message)
    await lookAtWall(wall, 'warned', language)

    await wall.clock.fastForward(60_000)
    await shows(t.over)
    expect(await figure()).toMatch(/^\+0:\d\d$/)
    await lookAtWall(wall, 'over', language)

    // The wall is minutes ahead of the server; from here on its own time counts again.
    await press(clerk.page, t.reason)
    await clerk.page.getByRole('button', { name: t.resume }).waitFor()
    await wall.clock.runFor(3_000)
    await shows(t.reason)
    expect(await figure()).toMatch(/^(8:00|7:[345]\d)$/)
    await lookAtWall(wall, 'paused', language)
    await lookAt(clerk.page, 'clerk-paused', { thumbs: true })

    await stage.page.context().setOffline(true)
    await wall.clock.runFor(60_000)
    await shows(t.offline)
    await shows(t.reason)
    await lookAtWall(wall, 'offline', language)
    await stage.page.context().setOffline(false)

    await press(clerk.page, t.resume)
    await clerk.page.getByText(t.running).waitFor()
    // An end while there is time left takes a second press.
    await press(clerk.page, t.end)
    await press(clerk.page, t.again)
    await clerk.page.getByText(t.ended).waitFor()
    for (const { page } of besides) await page.getByRole('timer').waitFor({ state: 'detached' })
    await clerk.page.getByRole('button', { name: t.next }).waitFor()
    await lookAt(clerk.page, 'clerk-ended', { thumbs: true })
    await wall.clock.runFor(60_000)
    await shows(t.ended)
    await lookAtWall(wall, 'ended', language)

    const { events } = await room.ask('GET', '/log')
    const told = events.filter(({ type }: { type: string }) => /^(speech|stageMessaged)/.test(type))
    expect(told.map(({ type }: { type: string }) => type)).toEqual([
      'speechStarted',
      'stageMessaged',
      'speechPaused',
      'speechResumed',
      'speechEnded',
    ])
    expect(told.at(-1)).toMatchObject({ contestant: 'c-1', round: 'final', part: 1, over: 0 })
    for (const { page } of [stage, backstage, clerk, ...besides]) await page.context().close()
  },
  180_000,
)

test('nobody but a clerk runs the clock from the clerk’s page', async () => {
  const room = await hall.room({}, speechIn('zh-CN'))
  const { page, close } = await room.visit((await room.person()).link.replace('/watch', '/clerk'))
  await page.getByText(says['zh-CN'].wrongRole).waitFor()
  await lookAt(page, 'clerk-wrong-role')
  await close()
}, 60_000)

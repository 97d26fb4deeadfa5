import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { screens, visit } from '#test/support/browser.ts'
import { atRest, lookAt } from '#test/support/page-look.ts'
import { contestantsIn, gradesIn, languages, scoresIn } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'

/**
 * Every main state of the pages for voters and judges, in both languages; in English for somebody who wants no motion. With
 * PICTURES=<folder> it leaves a picture of each.
 */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const says = {
  'zh-CN': {
    onStage: '正在台上 · 第 1 位',
    vote: '投票',
    undelivered: '尚未送达，请勿关闭',
    sendNow: '立即再送',
    received: '投票成功',
    provisional: '暂时排名',
    revise: '修改',
    sealed: '计票完毕',
    official: '正式结果',
    fullResult: '查看完整结果',
    spectator: '投票需要登录码',
    code: '登录码',
    enter: '进入',
    refused: '登录码无效',
    noContest: '没有找到这场活动',
    product: '擂台',
    otherLanguage: 'English',
    judgeWaiting: '打分还没有开始',
    atMost: '最高 20 分',
    stageHint: /^现在台上：/,
    strength: '优点',
    words: '产业链清楚，集体收入说得实。',
    submit: /^提交/,
    allSent: '2 位全部提交',
    closedAll: '您的评分表已全部收到',
    wrongRole: '这是评委打分页',
  },
  en: {
    onStage: 'On stage · no. 1',
    vote: 'Vote',
    undelivered: 'Not delivered yet: keep this page open',
    sendNow: 'Send now',
    received: 'Vote received',
    provisional: 'Provisional',
    revise: 'Change',
    sealed: 'The ballots are sealed',
    official: 'Official result',
    fullResult: 'See the full result',
    spectator: 'Voting needs a code',
    code: 'Code',
    enter: 'Enter',
    refused: 'This code is not valid',
    noContest: 'There is no such contest',
    product: 'Leitai',
    otherLanguage: '中文',
    judgeWaiting: 'Scoring has not started',
    atMost: 'At most 20',
    stageHint: /^On stage now: /,
    strength: 'Strengths',
    words: 'A clear chain of business, and honest figures.',
    submit: /^Send/,
    allSent: 'All 2 are sent. Thank you.',
    closedAll: 'Your whole score sheet was received.',
    wrongRole: 'This page is for judges',
  },
} as const

/** One of the two passes plays a stream, and waits for what is behind it. */
const streams = {
  'zh-CN': { kind: 'hls', url: '/sample/live.m3u8' },
  en: { kind: 'none' },
} as const
const blue = { accent: '#0b5c8a', logo: '/icon.svg' }

describe.each(languages)('in %s', (language) => {
  const t = says[language]
  const [first = { name: '' }, second = { name: '' }] = contestantsIn(language)
  const calm: BrowserContextOptions = language === 'en' ? { reducedMotion: 'reduce' } : {}
  const roomOf = (over: Partial<Contest> = {}, round: Partial<Round> = {}): Promise<Room> =>
    hall.room({ stream: { kind: 'none' }, ...over }, round, language)
  const look = (page: Page, state: string) => lookAt(page, state, { thumbs: true, inBoth: true })
  const stage = (room: Room, contestant: string) => room.command({ type: 'stageContestant', contestant })
  const vote = (page: Page) => page.getByRole('button', { name: t.vote, exact: true })

  describe('the watch page', () => {
    test('from the waiting to the result', async () => {
      const room = await roomOf({ stream: streams[language] }, { figures: 'live' })
      await stage(room, 'c-1')
      const [person, ...others] = await room.people(6)
      if (!person) throw new Error('nobody was added')
      const { page, close } = await room.visit(person.link, calm)
      await page.getByText(t.onStage).waitFor()
      if (streams[language].kind === 'hls')
        await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0)
      await look(page, 'watch-waiting')

      await room.openRound()
      await page.getByRole('checkbox', { name: new RegExp(first.name) }).check()
      await look(page, 'watch-filling')
      await page.route('**/ballot', (route) => route.abort())
      await vote(page).click()
      await page.getByRole('heading', { name: t.undelivered }).waitFor()
      await look(page, 'watch-undelivered')
      await page.unroute('**/ballot')
      await page.getByRole('button', { name: t.sendNow }).click()
      await page.getByRole('heading', { name: t.received }).waitFor()
      for (const [index, other] of others.entries())
        await room.cast(other, { electorate: 'village', choices: index < 3 ? ['c-2', 'c-3'] : ['c-4'] })
      await page.getByText(t.provisional).first().waitFor()
      await look(page, 'watch-received')
      await page.getByRole('button', { name: t.revise }).click()
      await look(page, 'watch-revising')

      await room.seal()
      await page.getByRole('heading', { name: t.sealed }).or(page.getByText(t.official)).first().waitFor()
      await look(page, 'watch-sealed')
      await room.publish()
      await page.getByRole('link', { name: t.fullResult }).waitFor({ timeout: 30_000 })
      await look(page, 'watch-published')
      await close()
    }, 180_000)

    test('without a code, with a wrong one, without a contest', async () => {
      const room = await roomOf()
      await room.openRound()
      const { page, close } = await room.visit(`${hall.base}/watch?contest=${room.id}`, calm)
      await page.getByText(t.spectator).waitFor()
      await look(page, 'watch-spectator')
      await page.getByLabel(t.code).fill('AAAA-BBBB-CCCC')
      await page.getByRole('button', { name: t.enter }).click()
      await page.getByText(t.refused).waitFor()
      await look(page, 'watch-refused')
      await page.goto(`${hall.base}/watch?contest=nowhere-at-all`)
      await page.getByText(t.noContest).waitFor()
      await look(page, 'watch-no-contest')
      await close()
    }, 120_000)

    test.each<[string, () => Round['panels'][number]['ballot']]>([
      ['grade', () => gradesIn(language)],
      ['rank', () => ({ kind: 'rank', points: [5, 3, 1] })],
      ['score', () => scoresIn(language)],
    ])(
      'with a ballot to %s, in a blue of its own',
      async (kind, ballot) => {
        const room = await roomOf({ look: blue }, { panels: [{ electorate: 'village', ballot: ballot() }] })
        await stage(room, 'c-1')
        await room.openRound()
        const { page, close } = await room.visit((await room.person()).link, calm)
        await vote(page).waitFor()
        await page.getByText(first.name).nth(1).waitFor()
        await look(page, `watch-${kind}`)
        await close()
      },
      90_000,
    )
  })

  describe('the judge page', () => {
    test('from the waiting to the last score', async () => {
      const room = await roomOf({ contestants: contestantsIn(language).slice(0, 2) })
      const judge = await room.person('judges')
      const { page, close } = await room.visit(judge.link, { viewport: screens.tablet, ...calm })
      await page.getByText(t.judgeWaiting).waitFor()
      await look(page, 'judge-waiting')
      await room.openRound()
      await page.locator('input[data-criterion="party"]').fill('18.5')
      await page.locator('input[data-criterion="trade"]').fill('27')
      await page.locator('input[data-criterion="build"]').focus()
      await page.getByRole('button', { name: '9', exact: true }).click()
      await page.getByRole('button', { name: '9', exact: true }).click()
      await page.getByText(t.atMost).waitFor()
      await stage(room, 'c-2')
      await page.getByText(t.stageHint).waitFor()
      await page.getByRole('textbox', { name: t.strength }).fill(t.words)
      await look(page, 'judge-scoring')

      for (const { name } of [first, second]) {
        await page.getByRole('heading', { name }).waitFor()
        for (const [index, { id, max }] of scoresIn(language).criteria.entries())
          await page.locator(`input[data-criterion="${id}"]`).fill(String(max - index))
        await page.getByRole('button', { name: t.submit }).click()
      }
      await page.getByText(t.allSent).waitFor()
      await look(page, 'judge-overview')
      await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
      await page.getByText(t.closedAll).waitFor()
      await look(page, 'judge-closed')
      await close()
    }, 150_000)

    test.each<[string, () => Round['panels'][number]['ballot']]>([
      ['choose', () => ({ kind: 'choose', min: 1, max: 3 })],
      ['grade', () => gradesIn(language)],
      ['rank', () => ({ kind: 'rank', points: [5, 3, 1] })],
    ])(
      'with a ballot to %s and words on each contestant',
      async (kind, ballot) => {
        const room = await roomOf({}, { panels: [{ electorate: 'judges', ballot: ballot() }] })
        await room.openRound()
        const { page, close } = await room.visit((await room.person('judges')).link, calm)
        await vote(page).waitFor()
        await page.getByText(second.name).last().click()
        await page.getByRole('textbox', { name: t.strength }).fill(t.words)
        await look(page, `judge-${kind}`)
        await close()
      },
      90_000,
    )

    test('shown to somebody who is no judge', async () => {
      const room = await roomOf()
      const { code } = await room.person()
      const { page, close } = await room.visit(`${hall.base}/judge?contest=${room.id}#${code}`, calm)
      await page.getByText(t.wrongRole).waitFor()
      await look(page, 'judge-wrong-role')
      await close()
    }, 60_000)
  })
})

test('the home page speaks the other language at a tap, and so does every page from then on', async () => {
  const room = await hall.room({ stream: { kind: 'none' } })
  const { page, close } = await visit(hall.browser, hall.base, { viewport: screens.phone, hasTouch: true })
  for (const language of languages) {
    const { product, otherLanguage } = says[language]
    await page.getByRole('heading', { name: product }).waitFor()
    await lookAt(page, 'home', { thumbs: true, inBoth: true })
    await page.getByRole('button', { name: otherLanguage }).click()
  }
  await page.getByRole('button', { name: says['zh-CN'].otherLanguage }).click()
  // Chosen by hand, English stays though the contest is in Chinese, until it is taken back.
  await page.goto(`${hall.base}/watch?contest=${room.id}`)
  await page.getByText('Voting has not started').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  // What is loaded after the first sight moves the page once.
  await atRest(page)
  await page.getByRole('button', { name: says.en.otherLanguage }).click()
  await page.getByText('投票还没有开始').waitFor()
  await page.reload()
  await page.getByText('投票还没有开始').waitFor()
  await close()
}, 60_000)

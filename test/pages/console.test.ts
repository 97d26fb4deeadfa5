import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visit } from '#test/support/browser.ts'
import { asKnownAs } from '#test/support/known-address.ts'
import { lookAt } from '#test/support/page-look.ts'
import { type Language, languages, scoresIn } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'

/**
 * Every main state of the console: the control room in both languages, the days before in English. What story tests come by in Chinese
 * they look at themselves. With PICTURES=<folder> it leaves a picture of each.
 */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const laptop = { width: 1280, height: 800 }
const calm = (language: Language): BrowserContextOptions => ({
  viewport: laptop,
  hasTouch: false,
  locale: language,
  ...(language === 'en' && { reducedMotion: 'reduce' }),
})

const says = {
  'zh-CN': {
    code: '登录码',
    enter: '进入',
    which: '打开哪一场活动？',
    id: '活动编号',
    go: '打开',
    otherContest: '换一场活动',
    callAndOpen: '上台并开始',
    voidRound: '作废…',
    reopen: '重新开放…',
    back: '返回',
    seal: /^锁定计票/,
    publish: /^公布/,
    revealAll: '全部揭晓…',
    revealBack: '收回一步…',
    addPart: '加上得分',
    finished: '全部轮次已公布',
  },
  en: {
    code: 'Code',
    enter: 'Enter',
    which: 'Which contest?',
    id: 'Contest id',
    go: 'Open',
    otherContest: 'Another contest',
    callAndOpen: 'Call and begin',
    voidRound: 'Void…',
    reopen: 'Reopen…',
    back: 'Back',
    seal: /^Seal…/,
    publish: /^Publish…/,
    revealAll: 'Reveal all…',
    revealBack: 'One step back…',
    addPart: 'Add the points',
    finished: 'All rounds are published',
  },
} as const

const give = (most: number, judge: number) => most - ((judge * 3 + most) % 4)

/** Judges and villages vote, one judge with words on the first contestant. */
const castAll = async (room: Room) => {
  for (const [judge, person] of (await room.people(3, 'judges')).entries()) {
    const scores = Object.fromEntries(
      room.document.contestants.map(({ id }) => [
        id,
        Object.fromEntries(
          scoresIn('en').criteria.map((criterion) => [criterion.id, give(criterion.max, judge)]),
        ),
      ]),
    )
    await room.cast(person, { electorate: 'judges', scores })
  }
  for (const [voter, person] of (await room.people(5)).entries())
    await room.cast(person, { electorate: 'village', choices: [`c-${1 + (voter % 3)}`, `c-${4 + voter}`] })
}

const look = (page: Page, state: string) => lookAt(page, state, { inBoth: true })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe.each(languages)('in %s', (language) => {
  const t = says[language]

  test('the owner signs in and finds the contests opened on this device before', async () => {
    const room = await hall.room({}, {}, language)
    const { page, problems, close } = await visit(hall.browser, `${hall.base}/console`, calm(language))
    await page.getByLabel(t.code).waitFor()
    await look(page, 'console-sign-in')
    await page.getByLabel(t.code).fill(hall.ownerLink.split('#')[1] ?? '')
    await button(page, t.enter).click()
    await page.getByRole('heading', { name: t.which }).waitFor()
    await look(page, 'console-choose')
    await page.getByLabel(t.id).fill(room.id)
    await button(page, t.go).click()
    await button(page, t.otherContest).click()
    await button(page, room.document.title).waitFor()
    await look(page, 'console-choose-again')
    await button(page, room.document.title).click()
    await button(page, t.callAndOpen).waitFor()
    expect(new URL(page.url()).searchParams.get('contest')).toBe(room.id)
    expect(problems).toEqual([])
    await close()
  }, 60_000)

  test('the control room from the waiting to the publication', async () => {
    const room = await hall.room({}, {}, language)
    const { link } = await room.staff('organiser', 'Lin')
    const { page, problems, close } = await room.visit(link, calm(language))
    /** Looks at what a button asks, and leaves it unanswered; in Chinese story tests do. */
    const lookAtQuestion = async (name: string | RegExp, state: string) => {
      if (language === 'zh-CN') return
      await button(page, name).first().click()
      await page.getByRole('dialog').waitFor()
      await lookAt(page, state)
      await page.getByRole('dialog').getByRole('button', { name: t.back, exact: true }).click()
    }
    await button(page, t.callAndOpen).waitFor()
    await look(page, 'room-waiting')
    await room.command({ type: 'stageContestant', contestant: 'c-2' })
    await room.openRound()
    await castAll(room)
    await page.getByText(/5\/5/).first().waitFor()
    await look(page, 'room-open')
    await lookAtQuestion(t.voidRound, 'room-ask-void')
    await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
    await button(page, t.reopen).waitFor()
    await look(page, 'room-closed')
    await lookAtQuestion(t.reopen, 'room-ask-reopen')
    await lookAtQuestion(t.seal, 'room-ask-seal')
    await room.command({ type: 'sealRound', round: 'final' })
    await button(page, t.publish).waitFor({ timeout: 30_000 })
    await look(page, 'room-sealed')
    await lookAtQuestion(t.publish, 'room-ask-publish')
    await room.command({ type: 'revealParts', round: 'final', added: 0 })
    await room.publish()
    await page.getByRole('button', { name: t.addPart }).click()
    await button(page, t.revealBack).waitFor()
    await look(page, 'room-revealing-in-parts')
    await lookAtQuestion(t.revealBack, 'room-ask-part-back')
    await room.command({ type: 'reveal', round: 'final', places: 0 })
    await room.revealNext()
    await button(page, t.revealAll).waitFor()
    await look(page, 'room-revealing')
    await lookAtQuestion(t.revealAll, 'room-ask-reveal-all')
    await room.command({ type: 'reveal', round: 'final', places: 8 })
    await page.getByRole('heading', { name: t.finished }).waitFor()
    await look(page, 'room-published')
    expect(problems).toEqual([])
    await close()
  }, 120_000)
})

test('a roster that comes in several pages is read to its end', async () => {
  const room = await hall.room({}, {}, 'en')
  for (let calls = 0; calls < 6; calls++) await room.people(450)
  const { page, close } = await visit(hall.browser, hall.ownerLink, calm('en'))
  await page.getByLabel('Contest id').fill(room.id)
  await button(page, 'Open').click()
  await button(page, /^Set-up/).click()
  await page
    .getByText(/2,?700 people/)
    .first()
    .waitFor({ timeout: 60_000 })
  await close()
}, 120_000)

test('the days before, in English: the form, the roster, cards and sheets, staff, a rehearsal', async () => {
  const { page, close } = await visit(hall.browser, hall.ownerLink, calm('en'))
  await button(page, 'New contest').click()
  await page.getByRole('heading', { name: 'New contest' }).waitFor()
  await lookAt(page, 'set-up-form')
  await page.getByRole('button', { name: 'Settings text', exact: true }).click()
  await page.getByRole('textbox', { name: 'Contest settings' }).fill('{ "id": 7 }')
  await button(page, 'Create the contest').click()
  await page.getByText(/to correct; nothing is saved yet/).waitFor()
  await lookAt(page, 'set-up-document-faults')
  await button(page, 'Back').click()

  const room = await hall.room({}, {}, 'en')
  await page.getByLabel('Contest id').fill(room.id)
  await button(page, 'Open').click()
  await button(page, /^Set-up/).click()
  await page.getByText('The roster is empty').waitFor()
  await lookAt(page, 'set-up')
  const check = async (roster: string) => {
    await page.getByRole('textbox', { name: /paste/ }).fill(roster)
    await button(page, 'Preview').click()
  }
  await page.getByText('Or paste from a table here').click()
  await check('Name,Unit\nLin,North')
  await page.getByText('The table does not say: everybody belongs to').waitFor()
  await page.getByText('There is no column of ids, so they were made').waitFor()
  await check('Id,Electorate,Name\nj1,Judges,Lin\nj1,Judges,Zhou\nv1,Nobody,Wang')
  await page.getByText('2 faults to correct; nothing was imported:').waitFor()
  await lookAt(page, 'set-up-roster-faults')
  await check('Id,Electorate,Name,Unit\nj1,Judges,Lin,\nj2,Judges,Zhou,\nv1,Villages,Wang,North')
  await asKnownAs(page, hall.base)
  await button(page, 'Import 3 people').click()
  await page.getByText('Codes of 3 people can be printed from this page').waitFor()
  await lookAt(page, 'set-up-codes')
  await button(page, 'Print login cards').click()
  await page.getByRole('heading', { name: 'Login cards' }).waitFor()
  await lookAt(page, 'set-up-cards')
  await button(page, 'Back').click()
  await button(page, 'Print judges’ sheets').click()
  await page.getByText('Judge: Lin').waitFor()
  await lookAt(page, 'set-up-sheets')
  await button(page, 'Back').click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Zhao')
  await button(page, 'Add an observer').click()
  await page.getByRole('img', { name: 'Login link' }).waitFor()
  await lookAt(page, 'set-up-staff')

  await button(page, 'Start a rehearsal').click()
  const link = await page.getByRole('link', { name: /Open the rehearsal/ }).getAttribute('href')
  const rehearsal = await visit(hall.browser, link ?? '', calm('en'))
  await button(rehearsal.page, /^Add \d+ simulated voters/).click()
  await rehearsal.page.getByText(/\d+ simulated voters · /).waitFor({ timeout: 30_000 })
  await lookAt(rehearsal.page, 'set-up-rehearsal')
  await rehearsal.close()
  await button(page, 'Wipe the rehearsal').click()
  await lookAt(page, 'set-up-ask-wipe')
  await close()
}, 120_000)

test('an observer sees what is hidden, who has voted and the chained log, and has nothing to press that changes anything', async () => {
  const room = await hall.room()
  await room.openRound()
  await castAll(room)
  const { link } = await room.staff('observer', '赵')
  const { page, problems, close } = await room.visit(link, calm('zh-CN'))
  for (const words of ['暂不公开', '评委进度', '各单位投票进度', '未投', /^校验码/])
    await page.getByText(words).first().waitFor()
  const { events } = await room.ask('GET', '/log')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  const enabled = page.locator('button:enabled, select:enabled, input:enabled')
  // The ways to a round and to the other language.
  expect(await enabled.allTextContents()).toEqual(['第一片区 投票中', 'English'])
  expect((await room.ask('GET', '/log')).events).toEqual(events)
  expect(problems).toEqual([])
  await close()
}, 60_000)

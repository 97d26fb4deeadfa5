import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { BracketPages, bracketTag, inBrackets, outsideBrackets } from '#test/support/bracket-language.ts'
import { screens } from '#test/support/browser.ts'
import { asKnownAs } from '#test/support/known-address.ts'
import { words as backstage } from '#words/en/backstage.ts'
import { words as ballots } from '#words/en/ballots.ts'
import { words as clerk } from '#words/en/clerk.ts'
import { words as cast } from '#words/en/cast.ts'
import { words as common } from '#words/en/common.ts'
import { words as entry } from '#words/en/entry.ts'
import { words as desk } from '#words/en/console/desk.ts'
import { words as form } from '#words/en/console/form.ts'
import { words as imports } from '#words/en/console/import.ts'
import { words as setup } from '#words/en/console/setup.ts'
import { words as steps } from '#words/en/console/steps.ts'
import { words as home } from '#words/en/home.ts'
import { words as sheet } from '#words/en/sheet.ts'
import { words as judge } from '#words/en/judge.ts'
import { words as overlay } from '#words/en/overlay.ts'
import { words as check } from '#words/en/result/check.ts'
import { words as result } from '#words/en/result/result.ts'
import { words as screen } from '#words/en/screen.ts'
import { words as speech } from '#words/en/speech.ts'
import { words as stage } from '#words/en/stage.ts'
import { words as watch } from '#words/en/watch.ts'
import { contestantsIn, gradesIn, scoresIn } from './contest-in.ts'
import { Hall, type Room } from './hall.ts'
import { unfold } from './unfold.ts'

/**
 * A third language is one folder of words and one line: here is one in which everything stands in brackets. Whatever a page shows
 * outside of them, data apart, is a word that its language could not translate.
 */

let hall: Hall
let pages: BracketPages
beforeAll(async () => {
  ;[hall, pages] = await Promise.all([Hall.open(), BracketPages.build()])
}, 240_000)
afterAll(async () => {
  await hall.close()
  pages.remove()
})

const [first = { name: '' }] = contestantsIn('en')

/** What people wrote themselves: every text of the contest and of the people in it. */
const dataOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(dataOf) : []
}
const people = [
  'Lin',
  'Zhou',
  'Zhao',
  'Northbridge',
  // A table that is looked at before it is imported, and the ids in it.
  ...['Id', 'Electorate', 'Name', 'Unit', 'Nobody', 'j1', 'j2', 'v1'],
  ...Array.from({ length: 40 }, (_, index) => `p-${index}`),
]

const open = async (link: string, viewport: { width: number; height: number } = screens.phone) => {
  const context = await hall.browser.newContext({ locale: 'en', timezoneId: 'Asia/Shanghai', viewport })
  await context.addInitScript(
    (tag) => localStorage.setItem('leitai/language', JSON.stringify(tag)),
    bracketTag,
  )
  await pages.serveTo(context)
  const page = await context.newPage()
  await page.goto(link.startsWith('http') ? link : `${hall.base}/${link}`)
  return page
}

const says = (page: Page, ...texts: string[]) =>
  Promise.all(
    texts.map((text) =>
      page.getByText(inBrackets(text)).first().waitFor({ state: 'attached', timeout: 30_000 }),
    ),
  )
const press = (page: Page, text: string) =>
  page
    .getByRole('button', { name: inBrackets(text) })
    .first()
    .click()

/** Reads all that a page says in a state of it. */
const read = async (page: Page, state: string, data: unknown = []) =>
  expect.soft(await outsideBrackets(page, [...dataOf(data), ...people]), state).toEqual([])

const roomWith = (over: Partial<Contest> = {}, round: Partial<Round> = {}): Promise<Room> =>
  hall.room({ stream: { kind: 'none' }, ...over }, round, 'en')

test('a word outside the brackets is found, in text and in what is only spoken, and data are not', async () => {
  const page = await hall.browser.newPage()
  await page.setContent(
    '<html lang="qps-ploc"><title>〔Watch〕 · Likou</title><p>〔Vote 〔now〕〕 3 / 5 at once</p><img alt="Logo" title="〔Logo〕"><i lang="en">English</i>',
  )
  expect(await outsideBrackets(page, ['Likou'])).toEqual(['〔Vote 〔now〕〕 3 / 5 at once', 'Logo'])
  await page.close()
})

test('the home page offers every language by its own name', async () => {
  const page = await open('')
  await says(page, home.what)
  await read(page, 'home')
  expect(await page.locator('button[lang]').allTextContents()).toEqual(['中文', 'English'])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText(home.what, { exact: true }).waitFor()
  expect(await page.locator('button[lang]').allTextContents()).toEqual(['中文', '〔Brackets〕'])
  await press(page, 'Brackets')
  await says(page, home.what)
  await page.context().close()
}, 60_000)

test('the watch page', async () => {
  const room = await roomWith({}, { figures: 'live' })
  const person = await room.person()
  const page = await open(person.link)
  const look = (state: string) => read(page, state, room.document)
  await says(page, watch.waiting)
  await room.command({ type: 'stageContestant', contestant: 'c-1' })
  await says(page, watch.highlights)
  await look('waiting')
  await room.openRound()
  await page.getByRole('checkbox', { name: new RegExp(first.name) }).check()
  await look('filling')
  await page.route('**/ballot', (route) => route.abort())
  await press(page, ballots.vote)
  await says(page, ballots.undelivered)
  await look('undelivered')
  await page.unroute('**/ballot')
  await press(page, ballots.sendNow)
  await says(page, ballots.received)
  await says(page, common.turnout)
  await look('received')
  await press(page, cast.revise)
  await look('revising')
  await room.seal()
  await says(page, common.official)
  await look('sealed')
  await room.publish()
  await page.getByRole('link').first().waitFor()
  await look('published')
  await page.context().close()
}, 120_000)

test('the watch page without a code, with a wrong one, without a contest', async () => {
  const room = await roomWith({}, { secret: true, figures: 'closed' })
  await room.openRound()
  const page = await open(`watch?contest=${room.id}`)
  await says(page, watch.spectator)
  await read(page, 'spectator', room.document)
  await page.getByLabel(inBrackets(entry.code)).fill('AAAA-BBBB-CCCC')
  await press(page, entry.enter)
  await says(page, entry.codeRefused)
  await read(page, 'refused', room.document)
  await page.goto(`${hall.base}/watch?contest=nowhere-at-all`)
  await says(page, common.noContest)
  await read(page, 'no contest')
  await page.context().close()
}, 60_000)

test.each<[string, Round['panels'][number]['ballot']]>([
  ['grade', gradesIn('en')],
  ['rank', { kind: 'rank', points: [5, 3, 1] }],
  ['score', scoresIn('en')],
])(
  'a ballot to %s',
  async (kind, ballot) => {
    const room = await roomWith({}, { panels: [{ electorate: 'village', ballot }] })
    await room.openRound()
    const page = await open((await room.person()).link)
    await says(page, ballots.vote)
    await page.getByText(first.name).first().waitFor()
    await read(page, kind, room.document)
    await page.context().close()
  },
  60_000,
)

test('the judge page', async () => {
  const room = await roomWith({ contestants: contestantsIn('en').slice(0, 2) })
  const page = await open((await room.person('judges')).link, screens.tablet)
  const look = (state: string) => read(page, state, room.document)
  await says(page, judge.waiting)
  await look('waiting')
  await room.openRound()
  await page.locator('input[data-criterion="party"]').fill('18.5')
  await page.locator('input[data-criterion="build"]').fill('99')
  await says(page, sheet.strength)
  await room.command({ type: 'stageContestant', contestant: 'c-2' })
  await says(page, sheet.go)
  await look('scoring')
  for (let contestant = 0; contestant < 2; contestant++) {
    for (const { id, max } of scoresIn('en').criteria)
      await page.locator(`input[data-criterion="${id}"]`).fill(String(max))
    await press(page, contestant === 0 ? judge.submitNext : judge.submit)
  }
  await says(page, sheet.allSent(2))
  await look('overview')
  await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
  await says(page, sheet.closedAll)
  await look('closed')
  await page.goto((await room.person()).link.replace('/watch', '/judge'))
  await says(page, judge.wrongRole)
  await look('no judge')
  await page.context().close()
}, 120_000)

const castAll = async (room: Room) => {
  for (const person of await room.people(3, 'judges')) {
    const { criteria } = scoresIn('en')
    const each = Object.fromEntries(criteria.map(({ id, max }) => [id, max - 1]))
    const scores = Object.fromEntries(room.document.contestants.map(({ id }) => [id, each]))
    await room.cast(person, { electorate: 'judges', scores }, { 'c-1': { strength: 'Lin', note: 'Zhou' } })
  }
  for (const [voter, person] of (await room.people(5)).entries())
    await room.cast(person, { electorate: 'village', choices: [`c-${1 + (voter % 3)}`] })
}

test('screen, overlay, result and control room from the waiting to the publication', async () => {
  const room = await roomWith()
  const { link } = await room.staff('organiser', 'Lin')
  const shown = {
    screen: await open(`screen?contest=${room.id}`, screens.hall),
    overlay: await open(`overlay#contest=${room.id}`, screens.hall),
    result: await open(`result?contest=${room.id}&round=final`, screens.laptop),
    console: await open(link, screens.laptop),
  }
  const look = async (state: string) => {
    for (const [name, page] of Object.entries(shown)) await read(page, `${name} ${state}`, room.document)
  }
  /** Looks at what a button asks, and leaves it unanswered. */
  const lookAtQuestion = async (text: string) => {
    await press(shown.console, text)
    await shown.console.getByRole('dialog').waitFor()
    await read(shown.console, `question of ${text}`, room.document)
    await shown.console
      .getByRole('dialog')
      .getByRole('button', { name: inBrackets(desk.back) })
      .click()
  }
  await says(shown.screen, screen.soon)
  await says(shown.result, result.isWaiting)
  await says(shown.console, steps.callAndOpen)
  await look('waiting')
  await room.command({ type: 'stageContestant', contestant: 'c-1' })
  await room.openRound()
  await castAll(room)
  await says(shown.screen, common.open)
  await shown.console.getByText(/5\/5/).first().waitFor()
  await look('open')
  await lookAtQuestion(desk.voidRound)
  await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
  await says(shown.console, desk.reopen)
  await look('closed')
  await lookAtQuestion(desk.reopen)
  await lookAtQuestion(steps.seal)
  await room.command({ type: 'sealRound', round: 'final' })
  await says(shown.console, steps.publish)
  await says(shown.screen, common.sealed)
  await look('sealed')
  await lookAtQuestion(steps.publish)
  await room.command({ type: 'reveal', round: 'final', places: 0 })
  await room.publish()
  const revealed = await room.revealNext()
  await says(shown.console, desk.revealAll)
  await says(shown.result, result.isRevealing(revealed, 8))
  await look('revealing')
  await lookAtQuestion(desk.revealAll)
  await room.command({ type: 'reveal', round: 'final', places: 8 })
  await room.command({ type: 'releaseComments', round: 'final' })
  await says(shown.console, steps.finishedTitle)
  await says(shown.result, check.agrees, result.comments)
  await unfold(shown.result, shown.result.getByText(inBrackets(result.comments)).first())
  await shown.result.locator('.toggle').first().click()
  await shown.result.getByLabel(inBrackets(check.receiptLabel)).fill('AAAA-BBBB-CCCC')
  await shown.result.getByLabel(inBrackets(check.receiptLabel)).press('Enter')
  await says(shown.result, check.verdicts.unknown)
  await look('published')
  for (const page of Object.values(shown)) await page.context().close()
}, 180_000)

test('the control room of a round without judges, which can be opened before everybody was on stage', async () => {
  const room = await roomWith(
    {},
    { panels: [{ electorate: 'village', ballot: { kind: 'choose', min: 1, max: 2 } }] },
  )
  const { link } = await room.staff('organiser', 'Lin')
  const page = await open(link, screens.laptop)
  await says(page, desk.openNow)
  await read(page, 'waiting', room.document)
  await press(page, desk.openNow)
  await page.getByRole('dialog').waitFor()
  await read(page, `question of ${desk.openNow}`, room.document)
  await page.context().close()
}, 60_000)

test('the stage, backstage and the clerk’s page', async () => {
  const part = { name: first.name, seconds: 120, warn: [119] }
  const room = await roomWith({}, { speech: { parts: [part] } })
  const { link } = await room.staff('clerk', 'Lin')
  const shown = {
    stage: await open(`stage?contest=${room.id}`, screens.hall),
    backstage: await open(`backstage?contest=${room.id}`, screens.laptop),
    clerk: await open(link),
  }
  const look = async (state: string) => {
    for (const [name, page] of Object.entries(shown)) await read(page, `${name} ${state}`, room.document)
  }
  await says(shown.stage, stage.idle)
  await says(shown.backstage, backstage.nobody)
  await says(shown.clerk, speech.nobody)
  await look('waiting')
  await room.command({ type: 'stageContestant', contestant: 'c-1' })
  await shown.clerk.getByRole('button', { name: first.name }).click()
  await shown.stage.getByText(/Last/).waitFor()
  await press(shown.clerk, speech.end)
  await look('running')
  await press(shown.clerk, speech.reasons.power)
  await says(shown.stage, speech.paused)
  await look('paused')
  await room.command({ type: 'messageStage', text: 'Zhou' })
  await press(shown.clerk, speech.end)
  await shown.clerk.getByRole('button', { name: /press again/ }).click()
  await says(shown.stage, speech.ended, stage.message)
  await says(shown.clerk, clerk.page)
  await look('ended')
  for (const page of Object.values(shown)) await page.context().close()
}, 120_000)

test('an overlay without a contest', async () => {
  const page = await open('overlay', screens.hall)
  await says(page, overlay.noContest)
  await read(page, 'overlay')
  await page.context().close()
}, 30_000)

test('the days before: the form, the roster, cards and sheets, staff, a rehearsal', async () => {
  const page = await open(hall.ownerLink, screens.laptop)
  const room = await roomWith()
  const look = (state: string) => read(page, state, room.document)
  await press(page, setup.newContest)
  await says(page, form.basics)
  await look('form')
  await press(page, setup.cancel)
  await page.getByLabel(inBrackets(desk.contestId)).fill(room.id)
  await press(page, desk.go)
  await press(page, setup.toSetUp)
  await says(page, setup.rosterEmpty)
  await look('set-up')
  await page.getByText(inBrackets(imports.paste)).click()
  const fill = async (roster: string) => {
    await page.getByRole('textbox', { name: inBrackets(imports.paste) }).fill(roster)
    await press(page, imports.look)
  }
  await fill('Id,Electorate,Name\nj1,Judges,Lin\nj1,Judges,Zhou\nv1,Nobody,Zhou')
  await says(page, imports.faults(2))
  await look('faults of a roster')
  await fill('Id,Electorate,Name,Unit\nj1,Judges,Lin,\nj2,Judges,Zhou,\nv1,Villages,Zhao,Northbridge')
  await asKnownAs(page, hall.base)
  await press(page, imports.load(3))
  await says(page, setup.inHand(3))
  await look('codes')
  await press(page, setup.print)
  await says(page, setup.cardsTitle)
  await look('cards')
  await press(page, setup.cancel)
  await press(page, setup.printSheets)
  await says(page, setup.sheetOf('Lin'))
  await look('sheets')
  await press(page, setup.cancel)
  await page.getByRole('textbox', { name: inBrackets(setup.staffName), exact: true }).fill('Zhao')
  await press(page, setup.addObserver)
  await says(page, setup.copy)
  await look('staff')
  await press(page, setup.start)
  const link = await page.getByRole('link', { name: inBrackets(setup.openConsole) }).getAttribute('href')
  const rehearsal = await open(link ?? '', screens.laptop)
  await says(rehearsal, setup.robotsTitle)
  await read(rehearsal, 'rehearsal', room.document)
  await rehearsal.context().close()
  await press(page, setup.wipe)
  await look('wiping')
  await page.context().close()
}, 120_000)

test('the faults of a document', async () => {
  const page = await open(hall.ownerLink, screens.laptop)
  await press(page, setup.newContest)
  await press(page, setup.byDocument)
  await page.getByRole('textbox').first().fill('{ "id": 7 }')
  await press(page, setup.create)
  await page.getByRole('alert').first().waitFor()
  await read(page, 'document')
  await page.context().close()
}, 60_000)

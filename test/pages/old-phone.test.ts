import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasOldBrowser, OldBrowser } from '#test/support/old-browser.ts'
import { Hall } from './hall.ts'

/** What people bring who bought their phone in 2018: Chromium 70, the engine of Android 9 and of WeChat before 2021. */
describe.skipIf(!hasOldBrowser)('in Chromium 70', () => {
  let hall: Hall
  let phone: OldBrowser

  beforeAll(async () => {
    hall = await Hall.open()
  }, 120_000)
  afterAll(() => hall.close())
  beforeEach(async () => {
    phone = await OldBrowser.open(70)
  })
  afterEach(() => phone.close())

  test('a voter’s link leads to a ballot, and the ballot to its receipt', async () => {
    const room = await hall.room({ stream: { kind: 'none' } })
    await room.openRound()
    const voter = await room.person()
    const page = await phone.visit(voter.link)

    await page.click('label', '里口村')
    await page.click('label', '小纪村')
    await page.click('.bar button', '投票')
    await page.sees('投票成功')

    const { receipt, ballot } = await room.ask(
      'GET',
      '/rounds/final/ballot',
      undefined,
      await hall.signIn(voter.code),
    )
    expect(await page.text()).toContain(receipt)
    expect(ballot.choices.toSorted()).toEqual(['c-1', 'c-8'])
    expect(page.problems).toEqual([])
  }, 60_000)

  test('a judge’s marks and words arrive', async () => {
    const room = await hall.room({}, { panels: [scored] })
    await room.openRound()
    const [judge] = await room.people(1, 'judges')
    if (!judge) throw new Error('nobody was added')
    const page = await phone.visit(judge.link)

    await page.type('input[data-criterion=trade]', '27.5')
    await page.type('textarea', '产业链清楚')
    await page.click('footer .primary', '提交并到下一位')
    await page.sees('2 / 8')
    await page.until(`document.querySelector('footer .overview').innerText.includes('1/8')`)

    const own = await room.ask('GET', '/rounds/final/ballot', undefined, await hall.signIn(judge.code))
    expect(own.ballot.scores).toEqual({ 'c-1': { trade: 27.5 } })
    expect(own.comments['c-1'].strength).toBe('产业链清楚')
    expect(page.problems).toEqual([])
  }, 60_000)
})

const scored = {
  electorate: 'judges',
  ballot: {
    kind: 'score' as const,
    criteria: [{ id: 'trade', name: '产业发展', max: 30, step: 0.5 }],
  },
}

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { screens } from '#test/support/browser.ts'
import { Hall, type Room } from './hall.ts'
import { unfold } from './unfold.ts'

/**
 * A contest in which everything that can have one name has one: electorates, contestants, groups, units, criteria, grades, rounds, and the
 * sentences of a contestant. Names are for people; no page may take one for the thing.
 */
const name = '同名'
const score = {
  kind: 'score' as const,
  criteria: [
    { id: 'k1', name, max: 10 },
    { id: 'k2', name, max: 10 },
  ],
}
const grade = {
  kind: 'grade' as const,
  grades: [
    { id: 'v1', name, value: 5 },
    { id: 'v2', name, value: 5 },
  ],
}
const choose = { kind: 'choose' as const, max: 2 }
const contestants = ['c1', 'c2', 'c3'].map((id, index) => ({
  id,
  name,
  unit: name,
  group: index === 0 ? 'g1' : 'g2',
  highlights: '一样的话。一样的话。一样的话。',
}))
const ids = contestants.map(({ id }) => id)
const over: Partial<Contest> = {
  title: name,
  electorates: [
    { id: 'village', name, role: 'voter' },
    { id: 'crowd', name, role: 'voter' },
    { id: 'judges', name, role: 'judge' },
    { id: 'graders', name, role: 'judge' },
  ],
  groups: ['g1', 'g2'].map((id) => ({ id, name })),
  contestants,
  rounds: [
    {
      id: 'final',
      title: name,
      panels: [
        { electorate: 'village', weight: 30, ballot: choose },
        { electorate: 'crowd', weight: 30, ballot: choose },
        { electorate: 'judges', weight: 20, ballot: score },
        { electorate: 'graders', weight: 20, ballot: grade },
      ],
      ties: ['village', 'crowd', 'judges'].map((panel) => ({ by: 'panel', panel })),
    },
    { id: 'second', title: name, panels: [{ electorate: 'village', ballot: choose }] },
  ],
}
const ballots = {
  village: { choices: ['c1'] },
  crowd: { choices: ['c1', 'c2'] },
  judges: { scores: Object.fromEntries(ids.map((id) => [id, { k1: 9, k2: 8 }])) },
  graders: { grades: Object.fromEntries(ids.map((id) => [id, 'v1'])) },
}

let hall: Hall
let room: Room
beforeAll(async () => {
  hall = await Hall.open()
  room = await hall.room(over)
}, 180_000)
afterAll(() => hall.close())

/** Opens a page, waits for what it should show, does something with it, and hears of no script that broke. */
async function shows(link: string, text: string, use?: (page: Page) => Promise<void>): Promise<void> {
  const { page, problems, close } = await room.visit(link, { viewport: screens.hall, hasTouch: false })
  await page.getByText(text).filter({ visible: true }).first().waitFor()
  await use?.(page)
  expect(
    problems.filter((problem) => problem.startsWith('script')),
    link,
  ).toEqual([])
  await close()
}

test('every page shows it, from the stage to the counted result', { timeout: 180_000 }, async () => {
  const at = (page: string) => `${hall.base}/${page}?contest=${room.id}`
  await room.command({ type: 'stageContestant', contestant: 'c1' })
  await shows(at('screen'), '一样的话')
  await room.openRound()
  const people = await Promise.all(Object.keys(ballots).map((electorate) => room.people(2, electorate)))
  for (const [index, [electorate, ballot]] of Object.entries(ballots).entries())
    for (const person of people[index] ?? []) await room.cast(person, { electorate, ...ballot })
  for (const [first] of people) await shows(first?.link ?? '', name)
  await shows(at('screen'), name)
  await shows(at('overlay'), name)
  await shows(`${at('console')}${hall.ownerLink.slice(hall.ownerLink.indexOf('#'))}`, '各单位投票进度')
  await room.seal()
  await room.publish()
  await shows(at('watch'), name)
  await shows(at('screen'), name)
  await shows(`${at('result')}&round=final`, '怎样计票', async (page) => {
    for (const details of await page.locator('button.toggle').all()) await details.click()
    await unfold(page, page.locator('details', { hasText: '图表' }).first())
    await page.locator('details[open]', { hasText: '图表' }).locator('figure').first().waitFor()
    await expect.poll(() => page.locator('tr.details dl div').count()).toBe(ids.length * 4)
  })
})

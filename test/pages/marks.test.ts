import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '#test/support/browser.ts'
import { lookAt, lookOnce, picture } from '#test/support/page-look.ts'
import { contestantsIn } from './contest-in.ts'
import { Hall } from './hall.ts'

/** The judges' marks are shown after a presentation: the operator's key, the hall and a phone. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

test('one key calls, opens, shows the marks with what is dropped, and calls the next', async () => {
  const scored = {
    electorate: 'judges',
    ballot: {
      kind: 'score' as const,
      criteria: [{ id: 'trade', name: '产业发展', max: 100, step: 0.5 }],
      drop: { high: 1, low: 1 },
    },
  }
  const room = await hall.room(
    { contestants: contestantsIn('zh-CN').slice(0, 2) },
    { panels: [scored], showMarks: { atLeast: 4 } },
  )
  const judges = await room.people(5, 'judges')
  const { link } = await room.staff('organiser', '林')
  const calm = { hasTouch: false, reducedMotion: 'reduce' as const }
  const desk = await room.visit(link, { viewport: screens.laptop, ...calm })
  const screen = await room.visit(`${hall.base}/screen?contest=${room.id}`, {
    viewport: screens.hall,
    ...calm,
  })
  const overlay = await room.visit(`${hall.base}/overlay#contest=${room.id}`, {
    viewport: screens.hall,
    ...calm,
  })
  const phone = await room.visit(`${hall.base}/watch?contest=${room.id}`, { reducedMotion: 'reduce' })
  const next = (name: string) => desk.page.getByRole('heading', { name }).waitFor()

  await next('请 里口村 上台，评委开始打分')
  await desk.page.keyboard.press('Space')
  await next('等评委给 里口村 打分')
  for (const [index, trade] of [88, 91.5, 92, 95, 97].entries()) {
    const judge = judges[index]
    if (judge) await room.cast(judge, { electorate: 'judges', scores: { 'c-1': { trade } } })
  }
  await next('亮分：里口村')
  await desk.page.getByText('评委已交分 5 / 5').waitFor()
  await lookAt(desk.page, 'console-marks')
  expect(await screen.page.getByText('92.83').count()).toBe(0)
  await desk.page.keyboard.press('Space')

  await screen.page.getByText('92.83').waitFor()
  expect(await screen.page.locator('s').allTextContents()).toEqual(['97.00', '88.00'])
  await lookOnce(screen.page, 'screen-marks')
  await picture(screen.page, 'screen-marks')
  await overlay.page.getByText('92.83').waitFor()
  expect(await overlay.page.locator('s').allTextContents()).toEqual(['97.00', '88.00'])
  await lookOnce(overlay.page, 'overlay-marks')
  await picture(overlay.page, 'overlay-marks')
  await phone.page.getByRole('heading', { name: '评委亮分：里口村' }).waitFor()
  await phone.page.getByText('92.83').waitFor()
  await lookAt(phone.page, 'watch-marks')

  await next('请 镐地村 上台')
  await desk.page.keyboard.press('Space')
  await screen.page.getByText('92.83').waitFor({ state: 'detached' })
  for (const { page } of [overlay, phone]) await page.getByText('92.83').waitFor({ state: 'detached' })
  for (const { close } of [desk, screen, overlay, phone]) await close()
}, 90_000)

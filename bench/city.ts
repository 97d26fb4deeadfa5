import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { cityContest } from '#test/support/city.ts'
import { LocalSystem } from '#test/support/local-system.ts'
import { Office } from './office.ts'
import { phone, slowProcessor, untilUsable } from './slow-phone.ts'

/** What a ballot with 1,056 contestants costs a phone. Times in milliseconds, frames a second. */
export type CityFigures = { usable: number[]; scroll: number[]; search: number[] }

const roster = ['id,electorate,name,unit', '001,village,里口村,第1镇', '002,judge,林评委,'].join('\n')

export const measureCity = async (browser: Browser, runs: number): Promise<CityFigures> => {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-city-'))
  const [contestFile, rosterFile] = [join(folder, 'contest.json'), join(folder, 'roster.csv')]
  await writeFile(contestFile, JSON.stringify(cityContest))
  await writeFile(rosterFile, roster)
  const system = await LocalSystem.start('--contest', contestFile, '--roster', rosterFile)
  try {
    const { base, contest, organiser, voters } = await system.links()
    const [voter] = voters
    if (!voter) throw new Error('the roster has a voter')
    const office = await Office.open(base, organiser.code, contest)
    await office.openRound('final')
    const figures: CityFigures = { usable: [], scroll: [], search: [] }
    for (let run = 0; run < runs; run++) {
      figures.usable.push(await untilUsable(browser, voter.link, 'main summary'))
      const { page, close } = await phone(browser, voter.link, slowProcessor)
      await page.locator('main summary').first().waitFor()
      figures.search.push(await slowestLetter(page))
      await page.locator('main summary').first().click()
      figures.scroll.push(await framesWhileScrolling(page))
      await close()
    }
    return figures
  } finally {
    await system.stop()
    await rm(folder, { recursive: true })
  }
}

/** Milliseconds from a letter typed into the search to the next frame, of several letters the slowest. */
const slowestLetter = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('main input[type=search]')
    if (!field) throw new Error('there is no search')
    let slowest = 0
    for (const text of ['l', 'lk', 'lkc', '']) {
      await new Promise((resolve) => setTimeout(resolve, 300))
      const begun = performance.now()
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      slowest = Math.max(slowest, performance.now() - begun)
    }
    return slowest
  })

/** Frames a second while the page is scrolled to its end and back, for three seconds. */
const framesWhileScrolling = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const begun = performance.now()
        const most = document.documentElement.scrollHeight - innerHeight
        let frames = 0
        const step = (now: number) => {
          frames += 1
          if (now - begun > 3_000) return resolve((1_000 * (frames - 1)) / (now - begun))
          scrollTo(0, (1 - Math.cos((now - begun) / 500)) * (most / 2))
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
  )

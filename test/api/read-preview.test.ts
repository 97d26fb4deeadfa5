import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionsOn, done } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'

/** A contest whose words try to leave the page that they stand on. */

let functions: Functions
let stage: Stage

const contest = contestWith({
  id: 'shared',
  title: '述职"><script>alert(1)</script>',
  organiser: "市委'组织部",
  rounds: [roundWith({ panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 1 } }] })],
})

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, { zhang: 'village', wang: 'village', li: 'village' })
})
afterAll(() => functions.stop())

async function preview(round = 'final', token?: string): Promise<string> {
  const path = { contest: stage.contest, round }
  const { status, headers, body } = await functions.call('read-preview', { path, ...(token && { token }) })
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'public, max-age=5',
  })
  return String(body)
}
const tag = (page: string, property: string): string =>
  new RegExp(`<meta property="${property}" content="([^"]*)">`).exec(page)?.[1] ?? ''

describe('a link to a result that people share', () => {
  it('says before the publication that the result is to come, to the staff too', async () => {
    const { cast, runAndSeal } = actionsOn(functions, stage, 'final')
    await runAndSeal(async () => {
      for (const voter of ['zhang', 'wang'])
        done(await cast(voter, { electorate: 'village', choices: ['east'] }))
      done(await cast('li', { electorate: 'village', choices: ['west'] }))
    })
    for (const token of [undefined, stage.organiser]) {
      const page = await preview('final', token)
      expect(tag(page, 'og:description')).toBe('结果尚未公布，公布后在此查看。')
      expect(page).not.toContain('2 人')
    }
  })

  it('then names the first places, the total and how many voted, and leads to the result', async () => {
    done(await actionsOn(functions, stage, 'final').command({ type: 'publishResult', round: 'final' }))
    const page = await preview()
    expect(tag(page, 'og:description')).toMatch(
      /^第一名：.+，66\.67 分；第 2 名：.+；共 3 人参加投票，可自行核验$/,
    )
    expect(page).toContain('content="0; url=/result?contest=shared&amp;round=final"')
  })

  it('keeps every text a text', async () => {
    const page = await preview()
    expect(page).not.toContain('<script>')
    expect(tag(page, 'og:title')).toBe('述职&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; · 决赛')
    expect(tag(page, 'og:site_name')).toBe('市委&#39;组织部')
  })

  it('is not there for a round or a contest that is not there', async () => {
    for (const path of [
      { contest: 'shared', round: 'none' },
      { contest: 'none', round: 'final' },
    ])
      expect((await functions.call('read-preview', { path })).status).toBe(404)
  })
})

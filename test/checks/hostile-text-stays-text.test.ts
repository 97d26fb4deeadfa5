import { globSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionsOn, done, faults, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'

const hostile = [
  '<script>alert(document.cookie)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}} ${7*7} <%= 7*7 %>',
  '=HYPERLINK("http://example.org","领奖")',
  "+1+cmd|'/C calc'!A0",
  '-2+3',
  '@SUM(A1:A9)',
  '\u202e\u2066gpj.exe\u2069',
  '零\u200b宽\ufeff字\u00ad符',
  'Z̷̢̛͖a̴l̶g̵o'.repeat(5),
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'a\u0000b\u001b[31m',
  '"; DROP TABLE Ballots; --',
  '张三\n李四\r\n王五\u2028赵六',
]

let functions: Functions
let stage: Stage
const path = { contest: 'harvest', round: 'final' }
const choose = { kind: 'choose', max: 1 } as const
const contest = contestWith(
  {
    title: hostile[0] ?? '',
    electorates: [{ id: 'jury', name: hostile[1] ?? '', role: 'judge' }],
    contestants: hostile.map((text, index) => ({
      id: `c-${index}`,
      name: text,
      unit: text,
      highlights: text,
    })),
    namedComments: true,
  },
  { panels: [{ electorate: 'jury', ballot: choose }] },
)
const rows = hostile.map((text, index) => ({
  id: `judge-${index}`,
  electorate: 'jury',
  name: text,
  unit: text,
}))
const comments = Object.fromEntries(
  hostile.map((text, index) => [
    `c-${index}`,
    { strength: text, shortfall: text, suggestion: text, note: text },
  ]),
)

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, { wang: 'jury' })
})
afterAll(() => functions.stop())

describe('hostile text', () => {
  it('comes back letter by letter as JSON, wherever it was put', async () => {
    const owner = { path, token: stage.owner }
    expect(done(await functions.call('read-contest', { path })).body).toEqual(contest)
    done(await functions.call('add-voters', { ...owner, body: { voters: rows } }))
    const roster = done(await functions.call('read-roster', owner))
    expect(roster.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(roster.body.voters).toEqual(expect.arrayContaining(rows))

    const { cast, command, runAndSeal } = actionsOn(functions, stage)
    await runAndSeal(async () =>
      done(await cast('wang', { electorate: 'jury', choices: ['c-0'] }, { cast: { comments } })),
    )
    done(await command({ type: 'publishResult', round: 'final' }))
    done(await command({ type: 'releaseComments', round: 'final' }))
    const released = done(await functions.call('read-comments', { path }))
    expect(released.headers['content-type']).toBe('application/json; charset=utf-8')
    for (const [index, text] of hostile.entries())
      expect(released.body.comments[`c-${index}`]).toEqual([
        { judge: 'wang', strength: text, shortfall: text, suggestion: text },
      ])
    const noted = done(await functions.call('read-comments', owner))
    expect(noted.body.comments['c-0'][0].note).toBe(hostile[0])
  })

  it('of ten thousand characters is refused with the place where it stands', async () => {
    const long = '长'.repeat(10_000)
    const call = (name: string, body: unknown) => functions.call(name, { path, token: stage.owner, body })
    const at = (...paths: string[]) => refused('bad-request', faults(...paths))
    const voters = [{ id: 'li', electorate: 'jury', name: long, unit: long }]
    expect(await call('add-voters', { voters })).toEqual(at('$.voters[0].name', '$.voters[0].unit'))
    expect(await call('add-staff', { role: 'observer', name: long })).toEqual(at('$.name'))
    expect(await call('run-command', { type: 'voidRound', round: 'final', reason: long })).toEqual(
      at('$.reason'),
    )
    const { cast } = actionsOn(functions, stage)
    const about = { comments: { 'c-0': { strength: long } } }
    expect(await cast('wang', { electorate: 'jury', choices: ['c-0'] }, { cast: about })).toEqual(
      at("$.comments['c-0'].strength"),
    )
  })
})

describe('the pages', () => {
  it('put no text into HTML but as text', () => {
    const files = globSync('web/**/*.{svelte,ts,js,html}', { exclude: ['web/dist/**'] })
    expect(files.length).toBeGreaterThan(50)
    const unsafe =
      /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc/
    expect(files.filter((file) => unsafe.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

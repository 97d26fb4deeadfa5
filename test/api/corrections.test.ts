import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '#contract/actions.ts'
import { canonicalJson } from '#core/canonical.ts'
import {
  BookReader,
  checkPublished,
  checkResult,
  contestInForce,
  earlierBooks,
  Findings,
  parseContestFile,
  parseLog,
  parseResult,
  plainHash,
  roundOf,
} from '#core/verify.ts'
import { actionsOn, done, invokeStream, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { eventRecord } from '#test/support/stream-records.ts'

/** What is put right after the seal, over HTTP and through the streams, and checked as anybody may check it. */

let functions: Functions
let stage: Stage
const round = 'final'
const reason = '工作人员记错了'
const receipts: Record<string, string> = {}
const choose = (choice: string) => ({ electorate: 'village', choices: [choice] })
const votes: [string, string][] = [
  ['zhang', 'east'],
  ['wang', 'east'],
  ['li', 'west'],
]
const contest = contestWith({}, { adjust: { bonus: { most: 60 }, deduct: { most: 60 } } })
const path = { contest: 'harvest', round }

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, Object.fromEntries(votes.map(([id]) => [id, 'village'])))
  const { runAndSeal, command, cast } = actionsOn(functions, stage)
  await runAndSeal(async () => {
    for (const [voter, choice] of votes)
      receipts[voter] = done(await cast(voter, choose(choice))).body.receipt
  })
  done(await command({ type: 'publishResult', round }))
})
afterAll(() => functions.stop())

const read = (name: string, query: Record<string, string> = {}, token?: string) =>
  functions.call(name, { path, query, ...(token !== undefined && { token }) })
const command = (body: object, token = stage.organiser) =>
  functions.call('run-command', { path: { contest: 'harvest' }, token, body })
const log = async (): Promise<Json[]> =>
  (await functions.call('read-log', { path: { contest: 'harvest' }, token: stage.organiser })).body.events
const totals = ({ standings }: Json) =>
  standings.map((row: Json) => [row.contestant, row.total, row.adjusted])

/** Two persons agree, and the stream delivers it so often. */
async function correct(action: Action, deliveries = 1): Promise<void> {
  const approved = await actionsOn(functions, stage).agree(action, reason)
  for (let times = 0; times < deliveries; times++)
    await invokeStream('seal-round', [eventRecord('harvest', approved)])
}

/** What `npm run verify` does with what is published. */
async function faultsOf(over: { log?: (events: Json[]) => Json[]; result?: (result: Json) => Json } = {}) {
  const findings = new Findings()
  const events = (over.log ?? ((all) => all))(await log())
  const result = (over.result ?? ((one) => one))((await read('read-result')).body)
  const parsedLog = parseLog(events.map((event) => `${canonicalJson(event)}\n`).join(''), 'log', findings)
  const defined = parseContestFile(canonicalJson(contest), 'contest', parsedLog, findings)
  const parsed = parseResult(canonicalJson(result), 'result', findings)
  const inForce = defined && contestInForce(defined, parsedLog)
  const of = inForce && parsed && roundOf(inForce, parsed, 'result', findings)
  if (!inForce || !parsed || !of) return findings.kept
  const reader = new BookReader(inForce, of, 'book', findings, plainHash(), earlierBooks(parsedLog, parsed))
  reader.add(new TextEncoder().encode(String((await read('read-book')).body)))
  checkResult(
    { contest: inForce, round: of, result: parsed, book: reader.end() },
    parsedLog,
    { result: 'result', book: 'book' },
    findings,
  )
  checkPublished(parsedLog, parsed, findings)
  return findings.kept
}

describe('an adjustment of a published result', () => {
  it('is a further version of the same book, once, and public to nobody before it is published', async () => {
    await correct({ kind: 'adjust', round, contestant: 'west', points: '40', why: 'bonus' }, 2)
    const sealed = (await log()).filter(({ type }) => type === 'roundSealed')
    expect(sealed.map(({ version }) => version)).toEqual([1, 2])
    expect(totals((await read('read-result')).body)).toEqual([
      ['east', '66.67', undefined],
      ['west', '33.33', undefined],
    ])
    expect(await read('read-result', { version: '2' })).toEqual(refused('not-found'))
    const { body } = await read('read-result', { version: '2' }, stage.observer)
    expect(totals(body)).toEqual([
      ['west', '73.33', '40.00'],
      ['east', '66.67', undefined],
    ])
    expect(body).toMatchObject({
      version: 2,
      supersedes: 1,
      reasons: [reason],
      approvals: 'two',
      adjustments: [
        { contestant: 'west', points: '40', why: 'bonus', reason, by: [expect.any(String), 'owner'] },
      ],
    })
    expect((await read('read-results')).body.results.map(({ version }: Json) => version)).toEqual([1])
  })

  it('is published as a version, and the one before stays to be read', async () => {
    done(await command({ type: 'publishResult', round, version: 2 }))
    expect((await read('read-result')).body.version).toBe(2)
    expect((await read('read-result', { version: '1' })).body).toMatchObject({ version: 1, approvals: 'two' })
    const { results } = (await read('read-results')).body
    expect(results).toEqual([
      expect.objectContaining({ version: 1, reasons: [], publishedAt: expect.any(String) }),
      expect.objectContaining({
        version: 2,
        supersedes: 1,
        reasons: [reason],
        publishedAt: expect.any(String),
      }),
    ])
    const live = (await functions.call('read-live', { path: { contest: 'harvest' } })).body.rounds.final
    expect(live).toMatchObject({ status: 'published', corrected: { version: 2, reasons: [reason] } })
    expect(live.standings[0]).toMatchObject({ contestant: 'west', total: '73.33', adjusted: '40.00' })
    expect(await faultsOf()).toEqual([])
  })
})

describe('what else two persons put right', () => {
  it('leaves a ballot out, which stays in the book with its reason', async () => {
    const ballot = receipts['zhang'] ?? ''
    const unknown = { kind: 'exclude', round, ballot: 'none', why: '重复' }
    expect(await command({ type: 'propose', action: unknown, reason })).toEqual(
      refused('bad-request', {
        errors: [expect.objectContaining({ path: '$.action.ballot', code: 'not-in-book' })],
      }),
    )
    await correct({ kind: 'exclude', round, ballot, why: '一人两码' })
    done(await command({ type: 'publishResult', round }))
    const { body } = await read('read-result')
    expect(body).toMatchObject({ version: 3, supersedes: 2, ballots: { village: { cast: 2, eligible: 3 } } })
    const lines = String((await read('read-book')).body)
      .split('\n')
      .filter(Boolean)
    expect(lines.map((line) => JSON.parse(line)).filter(({ excluded }) => excluded)).toEqual([
      expect.objectContaining({ id: ballot, excluded: '一人两码' }),
    ])
    expect(String((await read('read-book', { version: '2' })).body)).not.toContain('excluded')
    expect(await faultsOf()).toEqual([])
  })

  it('takes a correction back, and disqualifies', async () => {
    await correct({ kind: 'adjust', round, contestant: 'west', points: '-40', why: 'bonus' })
    await correct({ kind: 'disqualify', round, contestant: 'east' })
    done(await command({ type: 'publishResult', round }))
    const { body } = await read('read-result')
    expect(totals(body)).toEqual([['west', '50.00', '0.00']])
    expect(body.unranked).toEqual([
      expect.objectContaining({ contestant: 'east', why: 'disqualified', total: '50.00' }),
    ])
    expect(await faultsOf()).toEqual([])
  })

  it('is approved once when two approve at the same time', async () => {
    const action = { kind: 'reinstate', round, contestant: 'east' }
    const { proposal } = done(await command({ type: 'propose', action, reason })).body.events[0]
    const tokens = [stage.owner, stage.owner, stage.organiser]
    const answers = await Promise.all(
      tokens.map((token) => command({ type: 'approve', proposal }, token).then(({ status }) => status)),
    )
    expect(answers.toSorted()).toEqual([200, 409, 409])
    expect(await faultsOf()).toEqual([])
  })
})

describe('a proposal', () => {
  it('is on the console for all staff, with both rankings, and whose it is', async () => {
    const action = { kind: 'disqualify', round, contestant: 'west' }
    const { proposal } = done(await command({ type: 'propose', action, reason })).body.events[0]
    const console = async (token: string) =>
      (await functions.call('read-console', { path: { contest: 'harvest' }, token })).body
    const shown = await console(stage.organiser)
    expect(shown).toMatchObject({ approvals: 'two' })
    expect(shown.proposals).toEqual([
      { proposal, action, reason, by: expect.any(String), at: expect.any(String), refusal: null, mine: true },
    ])
    expect((await console(stage.observer)).proposals).toMatchObject([{ mine: false }])
    const effect = await functions.call('read-proposal', {
      path: { contest: 'harvest', proposal: String(proposal) },
      token: stage.observer,
    })
    const ids = (side: Json) => side.standings.map(({ contestant }: Json) => contestant)
    expect(ids(effect.body.before)).toContain('west')
    expect(ids(effect.body.after)).not.toContain('west')
    expect(effect.body.after.unranked).toContain('west')
    done(await command({ type: 'decline', proposal }))
    expect((await console(stage.organiser)).proposals).toEqual([])
    expect(
      await functions.call('read-proposal', {
        path: { contest: 'harvest', proposal: String(proposal) },
        token: stage.observer,
      }),
    ).toEqual(refused('not-found'))
  })
})

describe('a forged further version', () => {
  const relogged = (change: (event: Json) => Json) => (events: Json[]) => events.map(change)

  it('is found, whatever was changed', async () => {
    const forgeries: Parameters<typeof faultsOf>[0][] = [
      { result: (result) => ({ ...result, reasons: ['其他'] }) },
      { result: (result) => ({ ...result, approvals: 'one' }) },
      { result: ({ supersedes: _, ...result }) => result },
      { result: (result) => ({ ...result, actions: result.actions.slice(1) }) },
      { result: (result) => ({ ...result, adjustments: [] }) },
      { log: relogged((event) => (event.type === 'approved' ? { ...event, by: 'chen' } : event)) },
      { log: relogged((event) => (event.type === 'proposed' ? { ...event, reason: '别的' } : event)) },
      { log: (events) => events.filter(({ type }) => type !== 'approved') },
    ]
    for (const [index, forgery] of forgeries.entries())
      expect((await faultsOf(forgery)).length, String(index)).toBeGreaterThan(0)
  })
})

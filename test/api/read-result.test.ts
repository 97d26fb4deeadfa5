import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf } from '#core/canonical.ts'
import { actionsOn, answered, done, refused, sha256, time } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'

let functions: Functions
let stage: Stage
let elsewhere: Stage
let requested: { n: number }

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contestWith(), { zhang: 'village', wang: 'village', li: 'village' })
  elsewhere = await stageContest(functions, contestWith({ id: 'elsewhere' }), {})
  expect(await read(stage.organiser)).toEqual(refused('not-found'))
  const { cast, runAndSeal } = actionsOn(functions, stage)
  requested = await runAndSeal(async () => {
    expect(await read(stage.organiser)).toEqual(refused('not-found'))
    done(await cast('zhang', { electorate: 'village', choices: ['east'] }))
    done(await cast('wang', { electorate: 'village', choices: ['west'] }))
    done(await cast('wang', { electorate: 'village', choices: ['east'] }))
  })
})
afterAll(() => functions.stop())

const read = (token?: string, path: object = {}) =>
  functions.call('read-result', {
    path: { contest: 'harvest', round: 'final', ...path },
    ...(token !== undefined && { token }),
  })

const figures = (votes: number, points: string) => ({ village: { points, part: points, votes } })
const result = {
  contest: 'harvest',
  round: 'final',
  attempt: 1,
  version: 1,
  approvals: 'two',
  sealedAt: time,
  ballots: { village: { cast: 2, eligible: 3 } },
  contestants: ['east', 'west'],
  standings: [
    { contestant: 'east', rank: 1, tied: false, total: '100.00', panels: figures(2, '100.00') },
    { contestant: 'west', rank: 2, tied: false, total: '0.00', panels: figures(0, '0.00') },
  ],
  arrivals: { from: time, seconds: 1, counts: { village: expect.any(Array) } },
  book: { sha256, lines: 2 },
  log: { sha256, events: expect.any(Number) },
  digest: sha256,
}

describe('when sealed and not published', () => {
  it('is there for staff, with everything that was counted', async () => {
    const answer = await read(stage.organiser)
    expect(answer).toEqual(answered(result))
    expect(await read(stage.observer)).toEqual(answer)
    expect(await read(stage.owner)).toEqual(answer)
  })

  it('carries the digest of everything else in it, and the head of the log it stands on', async () => {
    const { digest, ...rest } = (await read(stage.organiser)).body
    expect(digest).toBe(digestOf(rest))
    const log = await functions.call('read-log', { path: { contest: 'harvest' }, token: stage.organiser })
    expect(rest.log.events).toBe(requested.n)
    expect(log.body.events[requested.n - 1]).toMatchObject({ type: 'sealRequested', hash: rest.log.sha256 })
    expect(log.body.events[requested.n]).toMatchObject({ type: 'roundSealed', digest, actor: 'seal-round' })
  })

  it('is nobody else’s', async () => {
    for (const token of [undefined, stage.voters['zhang'], elsewhere.organiser])
      expect(await read(token)).toEqual(refused('not-found'))
  })

  it('is in no live document', async () => {
    const live = await functions.call('read-live', { path: { contest: 'harvest' } })
    expect(live.body.rounds.final).toMatchObject({ status: 'sealed', standings: null })
  })
})

describe('when published', () => {
  it('is everybody’s at once, the same to the last letter', async () => {
    const before = await read(stage.organiser)
    done(await actionsOn(functions, stage).command({ type: 'publishResult', round: 'final' }))
    for (const token of [stage.voters['zhang'], stage.organiser]) expect(await read(token)).toEqual(before)
    const kept = answered(before.body, { 'cache-control': 'public, max-age=5' })
    for (const token of [undefined, elsewhere.organiser]) expect(await read(token)).toEqual(kept)
    const live = await functions.call('read-live', { path: { contest: 'harvest' } })
    expect(live.body.rounds.final.standings).toEqual(before.body.standings)
  })

  it('knows no other round or contest', async () => {
    expect(await read(undefined, { round: 'heat' })).toEqual(refused('not-found'))
    expect(await read(undefined, { contest: 'elsewhere' })).toEqual(refused('not-found'))
    expect(await read(undefined, { contest: 'nowhere' })).toEqual(refused('not-found'))
  })

  it('is gone when the round is voided', async () => {
    await actionsOn(functions, stage).agree({ kind: 'void', round: 'final' }, '重投')
    expect(await read(stage.organiser)).toEqual(refused('not-found'))
  })
})

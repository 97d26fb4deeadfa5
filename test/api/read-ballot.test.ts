import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Round } from '#contract/contest.ts'
import { actionsOn, answered, done, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

const electorates = [
  { id: 'village', name: '村', role: 'voter' as const },
  { id: 'jury', name: '评委', role: 'judge' as const },
  { id: 'guests', name: '来宾', role: 'voter' as const },
]
const choose = { kind: 'choose', max: 1 } as const

async function setup(round: Partial<Round> = {}) {
  const panels = [
    { electorate: 'village', ballot: choose },
    { electorate: 'jury', ballot: choose },
  ]
  const contest = contestWith({ id: `harvest-${++contests}`, electorates }, { panels, ...round })
  const stage = await stageContest(functions, contest, {
    zhang: 'village',
    wang: 'village',
    lin: 'jury',
    guest: 'guests',
  })
  return {
    stage,
    ...actionsOn(functions, stage),
    own: (voter: string, over: { round?: string } = {}, query?: Record<string, string>) =>
      functions.call('read-ballot', {
        path: { contest: stage.contest, round: 'final', ...over },
        token: stage.voters[voter] ?? '',
        ...(query && { query }),
      }),
  }
}

describe('before the round is opened', () => {
  it('finds nothing', async () => {
    const { own } = await setup()
    expect(await own('zhang')).toEqual(refused('not-found'))
    expect(await own('zhang', { round: 'nowhere' })).toEqual(refused('not-found'))
  })
})

describe('while the round is open', () => {
  it('answers the own ballot as it was cast last, and nobody else’s', async () => {
    const { command, cast, own } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    done(await cast('zhang', { electorate: 'village', choices: ['east'] }))
    const { body: receipt } = done(await cast('zhang', { electorate: 'village', choices: ['west'] }))
    expect(await own('zhang')).toEqual(
      answered({ ...receipt, ballot: { electorate: 'village', choices: ['west'] } }),
    )
    expect(await own('wang')).toEqual(refused('not-found'))
  })

  it('answers a judge the own comments, notes too', async () => {
    const { command, cast, own } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    const ballot = { electorate: 'jury', choices: ['east'] }
    const comments = { east: { strength: '水很清', note: '再看一遍' } }
    const { body: receipt } = done(await cast('lin', ballot, { cast: { comments } }))
    expect(await own('lin')).toEqual(answered({ ...receipt, ballot, comments }))
  })

  it('refuses who has no vote in the round', async () => {
    const { own } = await setup()
    expect(await own('guest')).toEqual(refused('forbidden'))
  })
})

describe('when sealed', () => {
  it('still answers a named ballot; a secret one nobody can find any more', { timeout: 30_000 }, async () => {
    const ballot = { electorate: 'village', choices: ['east'] }
    const [named, secret] = [await setup(), await setup({ secret: true })]
    const seal = async ({ cast, runAndSeal, own }: typeof named) => {
      let receipt: unknown
      await runAndSeal(async () => {
        receipt = done(await cast('zhang', ballot)).body
        expect(await own('zhang')).toEqual(answered({ ...(receipt as object), ballot }))
      })
      return receipt as object
    }
    const [receipt] = await Promise.all([seal(named), seal(secret)])
    expect(await named.own('zhang')).toEqual(answered({ ...receipt, ballot }))
    expect(await secret.own('zhang')).toEqual(refused('not-found'))
    expect(await secret.cast('zhang', ballot)).toEqual(refused('closed'))
  })
})

describe('when voided', () => {
  it('finds nothing of the attempt that does not count', async () => {
    const { command, cast, own } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    done(await cast('zhang', { electorate: 'village', choices: ['east'] }))
    done(await command({ type: 'voidRound', round: 'final', reason: '停电' }))
    expect(await own('zhang')).toEqual(refused('not-found'))
    done(await command({ type: 'openRound', round: 'final' }))
    expect(await own('zhang')).toEqual(refused('not-found'))
  })
})

describe('when an attempt was voided', () => {
  const before = { attempt: '1' }
  const voidedAfter = async (round: Partial<Round> = {}) => {
    const played = await setup(round)
    const { command, cast } = played
    done(await command({ type: 'openRound', round: 'final' }))
    const comments = { east: { strength: '水很清' } }
    const ballot = { electorate: 'jury', choices: ['east'] }
    const { body: receipt } = done(await cast('lin', ballot, { cast: { comments } }))
    done(await cast('zhang', { electorate: 'village', choices: ['west'] }))
    done(await command({ type: 'voidRound', round: 'final', reason: '话筒没有声音' }))
    return { ...played, told: { ...receipt, ballot, comments } }
  }

  it('a judge finds the own ballot of it, before and after the next opening, and nobody else’s', async () => {
    const { own, command, told } = await voidedAfter()
    expect(await own('lin')).toEqual(refused('not-found'))
    expect(await own('lin', {}, before)).toEqual(answered(told))
    done(await command({ type: 'openRound', round: 'final' }))
    expect(await own('lin', {}, before)).toEqual(answered(told))
    expect(await own('lin', {}, { attempt: '2' })).toEqual(refused('not-found'))
    expect(await own('lin', {}, { attempt: 'x' })).toEqual(refused('not-found'))
    expect(await own('zhang', {}, before)).toEqual(refused('forbidden'))
  })

  it('nobody does in a secret round', async () => {
    const { own } = await voidedAfter({ secret: true })
    expect(await own('lin', {}, before)).toEqual(refused('not-found'))
  })
})

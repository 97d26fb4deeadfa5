import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import { ContestDocument } from '../../../web/state/contest-document.svelte.ts'

const contest = { id: 'harvest', title: 'Harvest', electorates: [], contestants: [], rounds: [] }
const live = (version: number, over: Partial<LiveRound> = {}) => ({
  version,
  rounds: { one: { status: 'waiting' as const, attempt: 1, turnout: {}, standings: null, ...over } },
})
const open = { status: 'open' as const }

let answer: () => Response
let reads: number
/** Lets what is under way come to its end. */
const settle = () => vi.advanceTimersByTimeAsync(1)

const loaded = async (crowd = false) => {
  const definition = new ContestDocument('harvest', crowd)
  const stop = definition.load()
  await settle()
  return { definition, stop }
}

beforeEach(() => {
  vi.useFakeTimers()
  reads = 0
  answer = () => new Response(JSON.stringify(contest))
  vi.stubGlobal('fetch', () => {
    reads += 1
    return Promise.resolve(answer())
  })
  const document = new EventTarget()
  vi.stubGlobal(
    'document',
    Object.assign(document, { documentElement: { style: { setProperty() {}, removeProperty() {} } } }),
  )
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a document that is there', () => {
  it('is read once, however often the same version is seen', async () => {
    const { definition } = await loaded()
    definition.observe(live(3))
    definition.observe(live(3))
    await settle()
    expect(definition.contest).toEqual(contest)
    expect(reads).toBe(1)
  })

  it('is read again with each step before a window opens, and with the step that opens one', async () => {
    const { definition } = await loaded()
    for (const seen of [live(1), live(2), live(3, open), live(4, open)]) {
      definition.observe(seen)
      await settle()
    }
    expect(reads).toBe(3)
  })

  it('is the same object when it says the same, and another when it does not', async () => {
    const { definition } = await loaded()
    const before = definition.contest
    definition.observe(live(1))
    definition.observe(live(2))
    await settle()
    expect(definition.contest).toBe(before)
    answer = () => new Response(JSON.stringify({ ...contest, title: 'Spring' }))
    definition.observe(live(3))
    await settle()
    expect(definition.contest?.title).toBe('Spring')
  })

  it('is not read by a crowd at the very opening, unless a step before was missed', async () => {
    const { definition } = await loaded(true)
    definition.observe(live(1))
    definition.observe(live(2, open))
    await settle()
    expect(reads).toBe(1)

    const { definition: late } = await loaded(true)
    late.observe(live(1))
    late.observe(live(3, open))
    await settle()
    expect(reads).toBe(3)
  })

  it('is final in a round that was voided', async () => {
    const { definition } = await loaded()
    definition.observe(live(7, { attempt: 2 }))
    definition.observe(live(8, { attempt: 2 }))
    await settle()
    expect(reads).toBe(1)
  })

  it('is read again for the contest that comes after a wipe, whatever version that begins at', async () => {
    const { definition } = await loaded()
    definition.observe(live(9, open))
    definition.forget()
    definition.observe(live(1))
    await settle()
    expect(reads).toBe(2)
  })
})

describe('a document that is not there', () => {
  it('is given up for good, until the contest shows a sign of life', async () => {
    answer = () => new Response(JSON.stringify({ code: 'not-found' }), { status: 404 })
    const { definition } = await loaded()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(definition.problem?.code).toBe('not-found')
    expect(reads).toBe(1)
    answer = () => new Response(JSON.stringify(contest))
    definition.observe(live(1))
    await settle()
    expect(definition.contest).toEqual(contest)
    expect(definition.problem).toBe(null)
  })

  it('is tried again while the network fails, and no more once it is stopped', async () => {
    answer = () => {
      throw new TypeError('no network')
    }
    const { definition, stop } = await loaded()
    expect(definition.problem?.code).toBe('offline')
    await vi.advanceTimersByTimeAsync(20_000)
    const tried = reads
    expect(tried).toBeGreaterThan(1)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reads).toBe(tried)
  })
})

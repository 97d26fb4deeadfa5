import { describe, expect, it } from 'vitest'
import { sayAct, sayStep } from '../../../../web/pages/console/setup/checklist/checklist-words.ts'
import { type Facts, stepsOf } from '../../../../web/pages/console/setup/checklist/steps.ts'

const address = 'https://vote.example.cn'
/** A contest that was just created, on a machine that phones can reach. */
const facts = (over: Partial<Facts> = {}): Facts => ({
  rosters: [
    { name: 'Judges', people: 0 },
    { name: 'Villages', people: 0 },
  ],
  unprinted: 0,
  printable: 0,
  address,
  isReachable: true,
  reached: undefined,
  rehearsal: 'none',
  ...over,
})
const filled = {
  rosters: [
    { name: 'Judges', people: 7 },
    { name: 'Villages', people: 40 },
  ],
}
const states = (over: Partial<Facts> = {}) => stepsOf(facts(over)).map(({ state }) => state)
const step = (index: number, over: Partial<Facts>) => {
  const found = stepsOf(facts(over))[index]
  if (found === undefined) throw new Error('there are five steps')
  return [found.state, sayStep(found), sayAct(found)]
}

describe('the steps between the creation and the first vote', () => {
  it('begin with the roster; what needs people waits for them', () => {
    expect(states()).toEqual(['next', 'blocked', 'open', 'open', 'blocked'])
    expect(step(0, {})).toEqual(['next', 'Nobody yet: Judges, Villages.', 'Import the roster'])
    expect(step(0, { rosters: [{ name: 'Judges', people: 7 }, ...facts().rosters.slice(1)] })[1]).toBe(
      'Nobody yet: Villages.',
    )
  })

  it('go on one after the other as they are done', () => {
    const printed = { ...filled, unprinted: 0 }
    const scanned = { ...printed, reached: { address, at: '2026-11-27T06:03:00.000Z' } }
    expect(states({ ...filled, unprinted: 47, printable: 47 })).toEqual([
      'done',
      'next',
      'open',
      'open',
      'open',
    ])
    expect(states(printed)).toEqual(['done', 'done', 'next', 'open', 'open'])
    expect(states(scanned)).toEqual(['done', 'done', 'done', 'next', 'open'])
    expect(states({ ...scanned, rehearsal: 'running' })).toEqual(['done', 'done', 'done', 'next', 'open'])
    expect(states({ ...scanned, rehearsal: 'held' })).toEqual(['done', 'done', 'done', 'done', 'next'])
  })

  it('offer new codes where those of before were never printed here and are gone', () => {
    expect(step(1, { ...filled, unprinted: 3, printable: 0 })).toEqual([
      'next',
      expect.stringContaining('Codes of 3 people'),
      'Reissue codes',
    ])
  })

  it('print and scan nothing that only this machine can open', () => {
    const here = { ...filled, unprinted: 47, printable: 47, address: 'http://127.0.0.1', isReachable: false }
    expect(states(here)).toEqual(['done', 'blocked', 'blocked', 'next', 'open'])
    expect(step(2, here)[1]).toContain('Only this machine')
  })

  it('wait for the address, and ask for another scan when it has changed', () => {
    expect(step(2, { address: null, isReachable: false })[0]).toBe('blocked')
    const before = { address: 'http://192.168.1.5:8080', at: '2026-11-27T06:03:00.000Z' }
    expect(step(2, { reached: before })).toEqual([
      'open',
      `It was ${before.address} that was opened; the address has changed, so scan again.`,
      'Show the QR code',
    ])
  })

  it('need neither roster nor cards where everybody may vote', () => {
    expect(states({ rosters: [] })).toEqual(['done', 'done', 'next', 'open', 'open'])
  })
})

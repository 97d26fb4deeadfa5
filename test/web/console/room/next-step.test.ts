import { describe, expect, it } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { nextStep } from '../../../../web/pages/console/room/next-step.ts'
import { at, consoleWith, liveRound, noon, ranked } from '../documents.ts'

const final = roundWith({ id: 'final' })
const encore = roundWith({ id: 'encore', title: '加赛' })
const contest = contestWith({ rounds: [final, encore] })

type Given = { staged?: string[]; onStage?: string; sealing?: boolean; encore?: Partial<LiveRound> }

const stepWhen = (
  live: Partial<LiveRound>,
  { staged = ['east', 'west'], onStage, sealing, encore: other }: Given = {},
) =>
  nextStep({
    contest,
    round: final,
    document: consoleWith(
      { final: liveRound(live), encore: liveRound(other) },
      {
        ...(onStage !== undefined && { stage: { contestant: onStage, since: at(0) } }),
        ...(sealing === true && { sealing: 'final' }),
      },
    ),
    staged: new Set(staged),
    now: noon,
  })

describe('when waiting', () => {
  it('calls the first contestant who has not been on stage', () => {
    expect(stepWhen({}, { staged: ['east'], onStage: 'east' })).toMatchObject({
      kind: 'stage',
      contestant: { id: 'west' },
      place: 2,
      of: 2,
    })
  })

  it('does not call somebody who stands there already', () => {
    expect(stepWhen({}, { staged: ['east'], onStage: 'west' })).toEqual({ kind: 'open' })
  })

  it('opens the vote once everybody has been on stage', () => {
    expect(stepWhen({})).toEqual({ kind: 'open' })
  })
})

describe('when open', () => {
  it('closes a window that has an end, whoever is still to come', () => {
    expect(stepWhen({ status: 'open', closesAt: at(60) }, { staged: [] })).toEqual({ kind: 'close' })
  })

  it('goes on calling contestants in a window without an end', () => {
    expect(stepWhen({ status: 'open' }, { staged: ['east'] })).toMatchObject({ kind: 'stage' })
    expect(stepWhen({ status: 'open' })).toEqual({ kind: 'close' })
  })

  it('waits through the last five seconds', () => {
    expect(stepWhen({ status: 'open', closesAt: at(5) })).toEqual({ kind: 'wait', for: 'closing' })
    expect(stepWhen({ status: 'open', closesAt: at(6) })).toEqual({ kind: 'close' })
  })

  it('waits for the server to call the round closed', () => {
    expect(stepWhen({ status: 'open', closesAt: at(-1) })).toEqual({ kind: 'wait', for: 'closing' })
  })
})

describe('when closed', () => {
  it('seals', () => {
    expect(stepWhen({ status: 'closed', closesAt: at(-9) })).toEqual({ kind: 'seal' })
  })

  it('waits while the seal counts', () => {
    expect(stepWhen({ status: 'closed', closesAt: at(-9) }, { sealing: true })).toEqual({
      kind: 'wait',
      for: 'sealing',
    })
  })
})

describe('when sealed', () => {
  it('publishes, also with a reveal prepared', () => {
    expect(stepWhen({ status: 'sealed' })).toEqual({ kind: 'publish' })
    expect(stepWhen({ status: 'sealed', revealed: 0, standings: ranked(1, 2) })).toEqual({ kind: 'publish' })
  })
})

describe('when published', () => {
  it('reveals the next places', () => {
    expect(stepWhen({ status: 'published', revealed: 1, standings: ranked(1, 1, 3) })).toMatchObject({
      kind: 'reveal',
      places: 3,
      rows: [{ contestant: 'a' }, { contestant: 'b' }],
    })
  })

  it('turns to the next round when every place is shown', () => {
    const step = { kind: 'turn', round: encore }
    expect(stepWhen({ status: 'published', standings: ranked(1, 2) })).toEqual(step)
    expect(stepWhen({ status: 'published', revealed: 2, standings: ranked(1, 2) })).toEqual(step)
  })

  it('is finished when no round is left', () => {
    expect(stepWhen({ status: 'published' }, { encore: { status: 'published' } })).toEqual({
      kind: 'finished',
    })
  })
})

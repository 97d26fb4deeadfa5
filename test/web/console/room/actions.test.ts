import { describe, expect, it } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { actionsOf } from '../../../../web/pages/console/room/actions.ts'
import type { Step } from '../../../../web/pages/console/room/next-step.ts'
import type { RoundPhase } from '../../../../web/state/round-view.ts'
import { at, consoleWith, liveRound, ranked } from '../documents.ts'

const round = roundWith()
const contest = contestWith({
  electorates: [{ id: 'village', name: 'Village', role: 'judge' }],
  rounds: [round],
})
const [east] = contest.contestants
if (east === undefined) throw new Error('there is one')
const finished: Step = { kind: 'finished' }
const staging: Step = { kind: 'stage', contestant: east, place: 1, of: 2 }

const actsWhen = (
  phase: RoundPhase,
  live: Partial<LiveRound> = {},
  { step = finished, sealIsLate = false }: Given = {},
) => {
  const document = consoleWith({ final: liveRound(live) }, phase === 'sealing' ? { sealing: 'final' } : {})
  const details = document.details['final']
  return actionsOf({ contest, round, live: liveRound(live), details, phase, step, sealIsLate }).map(
    (action) => ('ask' in action ? action.ask : action.instruction.type),
  )
}

type Given = { step?: Step; sealIsLate?: boolean }

describe('besides the next step', () => {
  it('a round that waits can be opened though not everybody was on stage', () => {
    expect(actsWhen('waiting')).toEqual([])
    expect(actsWhen('waiting', {}, { step: staging })).toEqual(['open'])
  })

  it('an open window can be extended where it has an end, and closed though somebody is still to come', () => {
    expect(actsWhen('open', { status: 'open', closesAt: at(60) })).toEqual(['extendRound', 'void'])
    expect(actsWhen('open', { status: 'open' }, { step: staging })).toEqual(['closeRound', 'void'])
  })

  it('a closed round can be reopened, and a seal that is late asked for again', () => {
    expect(actsWhen('closed', { status: 'closed' })).toEqual(['reopen', 'void'])
    expect(actsWhen('sealing', { status: 'closed' })).toEqual(['void'])
    expect(actsWhen('sealing', { status: 'closed' }, { sealIsLate: true })).toEqual(['sealRound', 'void'])
  })

  it('a reveal can go back and to its end, and comments be released until all are', () => {
    const revealing = { status: 'published', revealed: 1, standings: ranked(1, 2) } as const
    expect(actsWhen('revealing', revealing)).toEqual(['revealBack', 'revealAll', 'release', 'void'])
    const inParts = { first: ['jury'], added: 1, latest: 'b', rows: [] }
    const parts = { ...revealing, revealed: 0, inParts }
    expect(actsWhen('revealing', parts)).toEqual(['revealBack', 'revealAll', 'release', 'void'])
    const begun = { ...parts, inParts: { ...inParts, added: 0 } }
    expect(actsWhen('revealing', begun)).toEqual(['revealAll', 'release', 'void'])
    expect(actsWhen('published', { status: 'published', comments: ['east'] })).toEqual(['release', 'void'])
    expect(actsWhen('published', { status: 'published', comments: ['east', 'west'] })).toEqual(['void'])
  })
})

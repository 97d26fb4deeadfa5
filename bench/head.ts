import { evolve } from '#core/contest/evolve.ts'
import type { Happening } from '#core/contest/events.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'

/** `node bench/head.ts [rounds]`: bytes of a contest's head, which every request reads, as rounds are opened, closed, sealed and published. */

const rounds = Number(process.argv[2] ?? 100)
const at = '2026-11-20T12:00:00.000Z'
const turnout = { judge: { cast: 9, eligible: 9 }, viewer: { cast: 9_812, eligible: 10_000 } }

const wholeRound = (round: string): Happening[] => [
  { type: 'roundOpened', round, attempt: 1, opensAt: at, closesAt: null, buckets: 4 },
  { type: 'roundClosing', round, closesAt: '2026-11-20T12:05:00.000Z' },
  { type: 'sealRequested', round, attempt: 1 },
  {
    type: 'roundSealed',
    round,
    attempt: 1,
    version: 1,
    digest: 'd'.repeat(64),
    ballots: turnout,
    quorumMissed: [],
  },
  { type: 'resultPublished', round, version: 1 },
]

const after = (state: ContestState, happenings: readonly Happening[]): ContestState =>
  chainEvents(state, happenings, { actor: 'organiser-1', at }).reduce(evolve, state)

let state = after(emptyState, [{ type: 'contestDefined', document: 'd'.repeat(64) }])
for (let round = 1; round <= rounds; round++) {
  state = after(state, wholeRound(`round-${round}`))
  if ([1, 4, 10, 30].includes(round) || round === rounds)
    console.log(`${round} rounds: ${Buffer.byteLength(JSON.stringify(state))} bytes`)
}

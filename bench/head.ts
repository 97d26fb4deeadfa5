import { evolve } from '#core/contest/evolve.ts'
import type { NewEvent } from '#core/contest/acts.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import { headState } from '#store/contests.ts'

/** `npm run bench:head -- [rounds]`: bytes of a contest's head, which every request reads, as rounds are opened, closed, sealed and published. */

const rounds = Number(process.argv[2] ?? 100)
const at = '2026-11-20T12:00:00.000Z'
const turnout = { judge: { cast: 9, eligible: 9 }, viewer: { cast: 9_812, eligible: 10_000 } }

/** As in a town's review meeting. */
const villagesOf = (round: string): string[] =>
  Array.from({ length: 14 }, (_, index) => `${round}-village-${index + 1}`)

const wholeRound = (round: string): NewEvent[] => [
  {
    type: 'roundOpened',
    round,
    attempt: 1,
    opensAt: '2026-11-20T11:55:00.000Z',
    closesAt: at,
    buckets: 4,
    contestants: villagesOf(round),
  },
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
  { type: 'commentsReleased', round, contestants: villagesOf(round) },
]

const after = (state: ContestState, events: readonly NewEvent[]): ContestState =>
  chainEvents(state, events, { actor: 'organiser-1', at }).reduce(evolve, state)

let state = after(emptyState, [{ type: 'contestDefined', document: 'd'.repeat(64) }])
for (let round = 1; round <= rounds; round++) {
  state = after(state, wholeRound(`round-${round}`))
  if ([1, 4, 10, 30].includes(round) || round === rounds)
    console.log(
      `${round} rounds: ${Buffer.byteLength(JSON.stringify(state))} bytes as JSON, ${headState(state).length} as stored`,
    )
}

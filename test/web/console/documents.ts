import type { LiveRound, Standing } from '#contract/live.ts'
import type { Console, LogEvent, RoundDetails } from '#contract/office.ts'
import { availableIn } from '#core/contest/available.ts'
import { revealSteps, tiesIn } from '#core/contest/reveal.ts'
import { emptyState, isCounted, type RoundState } from '#core/contest/state.ts'

export const noon = Date.parse('2026-11-24T12:00:00.000Z')
export const at = (seconds: number): string => new Date(noon + seconds * 1_000).toISOString()

export const liveRound = (over: Partial<LiveRound> = {}): LiveRound => ({
  status: 'waiting',
  attempt: 1,
  turnout: {},
  standings: null,
  ...over,
})

/** The round that the server would have to say this of it: what may be done next is then said by the rules themselves. */
const roundBehind = (live: LiveRound, isSealing: boolean): RoundState => {
  if (live.status === 'waiting') return { phase: 'waiting', attempt: live.attempt }
  const opened = {
    attempt: live.attempt,
    contestants: (live.standings ?? []).map(({ contestant }) => contestant),
    buckets: 1,
    windows: [{ opensAt: at(-600), closesAt: live.closesAt ?? (live.status === 'open' ? null : at(-9)) }],
  }
  if (isSealing) return { phase: 'sealing', ...opened }
  if (live.status === 'open' || live.status === 'closed') return { phase: 'opened', ...opened }
  const counted = {
    ...opened,
    versions: [{ version: 1, ballots: {}, quorumMissed: [], ties: tiesIn(live.standings ?? []) }],
    ...(live.revealed !== undefined && { revealed: live.revealed }),
    ...(live.inParts && { inParts: live.inParts }),
  }
  if (live.status === 'sealed') return { phase: 'sealed', ...counted }
  return { phase: 'published', ...counted, published: { version: 1, in: 1 } }
}

/** A server that still calls a round open has looked before its end. */
const lookedAt = ({ status, closesAt }: LiveRound): string =>
  status === 'open' && closesAt !== undefined && closesAt <= at(0) ? at(-60) : at(0)

const detailsOf = (id: string, live: LiveRound, isSealing: boolean): RoundDetails => {
  const current = roundBehind(live, isSealing)
  const state = { ...emptyState, rounds: { [id]: current } }
  return {
    available: availableIn(state, id, lookedAt(live)),
    overtime: [],
    correctionDue: false,
    ...(isCounted(current) && { reveal: revealSteps(current) }),
    results: [],
    units: [],
    progress: [],
    missing: [],
    marks: {},
    delays: {},
  }
}

export const consoleWith = (
  rounds: Record<string, LiveRound>,
  over: Partial<Console> & { sealing?: string } = {},
): Console => {
  const { sealing, ...rest } = over
  return {
    contest: 'harvest',
    version: 1,
    head: '0'.repeat(64),
    at: at(0),
    stage: null,
    approvals: 'two',
    proposals: [],
    rounds: Object.fromEntries(
      Object.entries(rounds).map(([id, live]) => [
        id,
        id === sealing ? { ...live, sealing: true as const } : live,
      ]),
    ),
    details: Object.fromEntries(
      Object.entries(rounds).map(([id, live]) => [id, detailsOf(id, live, id === sealing)]),
    ),
    ...rest,
  }
}

/** Standings with these ranks; contestants are called a, b, c … */
export const ranked = (...ranks: number[]): Standing[] =>
  ranks.map((rank, index) => ({
    contestant: String.fromCharCode(97 + index),
    rank,
    tied: ranks.filter((other) => other === rank).length > 1,
    total: '1.00',
    panels: {},
  }))

export const event = (n: number, type: string, fields: Record<string, unknown> = {}): LogEvent => ({
  n,
  at: at(n),
  actor: 'wang',
  hash: '',
  type,
  ...fields,
})

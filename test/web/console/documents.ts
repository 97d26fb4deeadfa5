import type { LiveRound, Standing } from '#contract/live.ts'
import type { Console, LogEvent, RoundDetails } from '#contract/office.ts'

export const noon = Date.parse('2026-11-24T12:00:00.000Z')
export const at = (seconds: number): string => new Date(noon + seconds * 1_000).toISOString()

export const liveRound = (over: Partial<LiveRound> = {}): LiveRound => ({
  status: 'waiting',
  attempt: 1,
  turnout: {},
  standings: null,
  ...over,
})

const noDetails: RoundDetails = { results: [], units: [], progress: [], missing: [], delays: {} }

export const consoleWith = (
  rounds: Record<string, LiveRound>,
  over: Partial<Console> & { sealing?: string } = {},
): Console => {
  const { sealing, ...rest } = over
  return {
    contest: 'harvest',
    version: 1,
    at: at(0),
    stage: null,
    rounds,
    details: Object.fromEntries(
      Object.keys(rounds).map((id) => [
        id,
        { ...noDetails, ...(id === sealing && { sealing: true as const }) },
      ]),
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

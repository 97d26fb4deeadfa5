import { setTimeout as sleep } from 'node:timers/promises'
import { checkAccounts, checkSealed } from '../check.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, open, seal, type Stage, stageRound } from '../stage.ts'

const windowSeconds = 2
const dayMs = 86_400_000

/** What a phone may claim about the time, which nobody asks it for. */
const forgeries: ({ forged: object } | { call: { headers: Record<string, string> } } | object)[] = [
  {},
  { call: { headers: { date: new Date(Date.now() - dayMs).toUTCString() } } },
  { call: { headers: { 'x-amzn-trace-id': 'Root=1-0-0', 'x-request-start': 't=0' } } },
  { forged: { castAt: '2020-01-01T00:00:00.000Z' } },
  { forged: { timeEpoch: 0 } },
]

/** Arrivals around the end, to the millisecond, from phones whose clocks are wrong and that say so. Real waits. */
export const scenario: Scenario = {
  does: 'casts ballots at the end −1 ms, 0 and +1 ms, from phones a day off, with forged time fields',
  together: 5,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, { name: 'closing-instant' })
    const voters = Array.from({ length: small ? 20 : 60 }, (_, index) => `voter-${index}`)
    await Promise.all(voters.map((voter) => stage.token(voter)))
    const opened = await open(stage, windowSeconds)
    const end = Date.parse('closesAt' in opened ? (opened.closesAt ?? '') : '')
    await sleep(Math.max(0, end - 200 - Date.now()))
    await Promise.all(voters.map((voter) => castAround(stage, voter, end)))
    await checkAccounts(stage)
    await sleep(Math.max(0, end - Date.now()))
    await seal(stage)
    await checkSealed(stage)
  },
}

async function castAround(stage: Stage, voter: string, end: number): Promise<void> {
  const random = stage.chance('instant', voter)
  const offset = random.of([-1, -1, 0, 0, 1, 1, -150, 150])
  const lie: { forged?: object; call?: { headers: Record<string, string> } } = random.of(forgeries)
  const { acknowledged, refusal } = await cast(stage, {
    voter,
    ballot: choosing(random.of(choices)),
    request: 'mine',
    tries: 1,
    ...lie,
    call: { at: end + offset, ...lie.call },
  })
  const expected = lie.forged ? 'bad-request' : offset < 0 ? 'receipt' : 'closed'
  const heard = acknowledged ? 'receipt' : refusal
  stage.verdict.holds(
    'arrival decides',
    heard === expected,
    () => `${voter} at ${offset} ms heard ${heard}, not ${expected}`,
  )
}

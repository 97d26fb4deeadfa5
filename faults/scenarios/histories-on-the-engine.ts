import type { ContestEvent } from '#core/contest/acts.ts'
import { roundState } from '#core/contest/state.ts'
import type { Random } from '#core/random.ts'
import { readState } from '#store/contests.ts'
import { checkSealed } from '../check.ts'
import { jump } from '../clock.ts'
import { deliver, deliverAll } from '../delivery.ts'
import { startInstance } from '../instances.ts'
import { Ledger } from '../ledger.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, seal, type Stage, stageRound } from '../stage.ts'
import { checkTransitions } from '../transitions.ts'
import { boxOf, differences, marksIn, tallyIn } from '../truth.ts'
import { airFor, setWeather } from '../weather.ts'

const voters = ['zhang', 'wang', 'li', 'zhao', 'chen', 'liu']

/** What `histories-of-the-rules` plays in memory, a few times with the real functions, store, stream and processes that die. */
export const scenario: Scenario = {
  does: 'plays 3 random histories of commands, casts, crashes and deliveries with the real functions on the engine',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const histories = small ? 1 : 3
    for (let history = 1; history <= histories; history++) {
      const stage = await stageRound(bench, seed, verdict, {
        name: `history-${history}`,
        round: { revisable: (seed + history) % 2 === 0 },
      })
      const random = stage.chance('history', history)
      for (const { network } of stage.fleet.instances)
        setWeather(network, stage.chance, { answerLost: 8, broken: 4 })
      for (let step = 1; step <= 30; step++) await takeStep(stage, random, step)
      await finish(stage)
    }
    verdict.count('histories', histories)
  },
}

async function takeStep(stage: Stage, random: Random, step: number): Promise<void> {
  const { id: round } = stage.round
  const seconds = random.within(3, 60)
  const what = random.within(0, 19)
  if (what < 11) return castOne(stage, random, step)
  if (what < 13) return openRound(stage, seconds)
  if (what < 14) return void (await stage.command({ type: 'closeRound', round, inSeconds: 3 }))
  if (what < 15) return void (await stage.command({ type: 'extendRound', round, seconds }))
  if (what < 16) return void (await stage.command({ type: 'reopenRound', round, seconds }))
  if (what < 17) return stage.fleet.killOne()
  if (what < 18) return jump(random.within(1, 20) * 1_000)
  if (what < 19) return void (await stage.command({ type: 'voidRound', round, reason: '重投' }))
  const records = await stage.bench.ballotRecords(stage.contest.id)
  if (records.length > 0)
    await deliver(await startInstance(), records.slice(0, random.within(1, records.length)))
}

async function castOne(stage: Stage, random: Random, step: number): Promise<void> {
  const voter = random.of(voters)
  const request = `step-${step}`
  const air = airFor(stage.chance, { answerLost: 20, requestLost: 10 })(voter, request)
  await cast(stage, { voter, ballot: choosing(random.of(choices)), request, air })
}

/** What was told in an attempt that was voided counts no more; the ledger of the next one is new. */
async function openRound(stage: Stage, seconds?: number): Promise<void> {
  const answer = await stage.command({
    type: 'openRound',
    round: stage.round.id,
    ...(seconds && { seconds }),
  })
  if (answer.status === 200) stage.ledger = new Ledger()
}

/** Opens the round if it is not, lets everybody vote, closes, seals, and compares. */
async function finish(stage: Stage): Promise<void> {
  const { command, round, verdict, bench, contest } = stage
  await openRound(stage)
  await command({ type: 'reopenRound', round: round.id, seconds: 60 })
  for (const voter of voters) await cast(stage, { voter, ballot: choosing('east'), request: 'last' })
  await command({ type: 'closeRound', round: round.id })
  jump(70_000)
  await deliverAll(stage)
  const state = await readState(contest.id)
  const { attempt = 1 } = state ? roundState(state, round.id) : {}
  const differing = differences(await tallyIn(stage, attempt), marksIn(stage, await boxOf(stage)))
  verdict.holds('tally equals recount', differing.length === 0, () => differing.join('; '))
  await seal(stage)
  await checkSealed(stage)
  const path = { contest: contest.id }
  const log = await bench.office.call('read-log', { path, token: await bench.owner() })
  checkTransitions((log.body as { events: ContestEvent[] }).events, round.id, verdict)
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '#test/support/functions.ts'
import { readState } from '#store/contests.ts'
import { atOnce } from '../at-once.ts'
import { checkAccounts, checkSealed } from '../check.ts'
import { Fleet } from '../fleet.ts'
import { startInstances } from '../instances.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, open, seal, type Stage, stageRound } from '../stage.ts'
import { boxOf } from '../truth.ts'
import { setWeather } from '../weather.ts'

const closes = 50
const closeAfterMs = 300
const inSeconds = 3
const slowWriteMs = 1_300
const stuckWriteMs = 2_700
const mostPresses = 10
const longestColdStartMs = 2_000

/**
 * Everybody in the control room presses the button while 500 people vote, before and after the end. The command is sometimes held up on
 * its way to the store, longer than the shortest notice; processes that vote know a head that is up to a second old. Real waits.
 */
export const scenario: Scenario = {
  does: 'casts 500 ballots around 50 concurrent closes, some of them slow to start or held up on the way to the store',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, { name: 'fifty-closes' })
    const voters = Array.from({ length: small ? 100 : 500 }, (_, index) => `voter-${index}`)
    await Promise.all(voters.map((voter) => stage.token(voter)))
    await open(stage)
    const began = Date.now()
    const room = await controlRoom(stage)
    const pressed = sleep(closeAfterMs).then(() => closeFromEverywhere(stage, room))
    const votesLastMs = closeAfterMs + inSeconds * 1_000 + 5_500
    await atOnce(voters.length, voters, async (voter) => {
      await sleep(stage.chance('when', voter).within(0, votesLastMs))
      const ballot = choosing(stage.chance('choice', voter).of(choices))
      const sentAt = Date.now()
      const { acknowledged } = await cast(stage, { voter, ballot, request: 'mine', tries: 3 })
      if (acknowledged && Date.parse(acknowledged.castAt) < sentAt)
        verdict.holds('arrival decides', false, () => `${voter} cast at ${acknowledged.castAt}, sent later`)
    })
    const ends = await pressed
    verdict.holds('one end', ends.size === 1, () => `the end is ${[...ends].join(' and ')}`)
    const [end = ''] = ends
    const late = (await boxOf(stage)).filter(({ casts }) => casts.some(({ at = '' }) => at >= end))
    verdict.holds(
      'arrival decides',
      late.length === 0,
      () => `${late.length} ballots came after ${end}: ${JSON.stringify(late[0])}`,
    )
    verdict.count('seconds open', Math.round((Date.parse(end) - began) / 1_000))
    await checkAccounts(stage)
    await sleep(Math.max(0, Date.parse(end) - Date.now()))
    await seal(stage)
    await checkSealed(stage)
  },
}

/**
 * In two of three seeds the notice is nearly over before it is given: a process starts late and its writes are slow, or the first write
 * of each process stands in the network while the function gives up on it, and lands afterwards.
 */
async function controlRoom({ chance, seed }: Stage): Promise<Fleet> {
  const instances = await startInstances(3)
  await Promise.all(instances.map((instance) => instance.warmUp('api', 'run-command')))
  for (const { network } of instances) {
    if (seed % 3 === 0) setWeather(network, chance, { slow: 30 })
    else if (seed % 3 === 1) network.fate = ({ writes }) => (writes ? { delay: slowWriteMs } : undefined)
    else network.fate = ({ writes, nth }) => (writes && nth === 1 ? { delay: stuckWriteMs } : undefined)
  }
  return new Fleet(instances, chance)
}

/** The ends that the closes lead to, as the live document shows them after each. */
async function closeFromEverywhere(stage: Stage, room: Fleet): Promise<Set<string>> {
  const { bench, contest, round, seed } = stage
  const coldStartMs = seed % 3 === 1 ? longestColdStartMs : 0
  const ends = new Set<string>()
  const [path, token] = [{ contest: contest.id }, await bench.owner()]
  await Promise.all(
    Array.from({ length: closes }, async () => {
      const body = { type: 'closeRound', round: round.id, inSeconds }
      if (!(await press(room, { path, token, body }, coldStartMs))) return
      const current = (await readState(contest.id))?.rounds[round.id]
      if (current && current.phase !== 'waiting') ends.add(current.windows.at(-1)?.closesAt ?? 'never')
    }),
  )
  return ends
}

/** One finger on the button, until it is heard. */
async function press(room: Fleet, call: Call, coldStartMs: number): Promise<boolean> {
  for (let nth = 1; nth <= mostPresses; nth++) {
    const at = Date.now()
    await sleep(coldStartMs)
    const answer = await room.call('run-command', { ...call, at })
    if (answer.status < 500) return answer.status === 200
  }
  return false
}

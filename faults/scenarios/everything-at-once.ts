import { setTimeout as sleep } from 'node:timers/promises'
import { atOnce } from '../at-once.ts'
import { happens } from '../chance.ts'
import { checkAccounts, checkReceipts, checkSealed, checkTally, checkUnchanged } from '../check.ts'
import { deliverAll, deliverUntilDone } from '../delivery.ts'
import { startInstances } from '../instances.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { airFor, setWeather } from '../weather.ts'

/** A bad evening: every kind of fault, voters who change their minds, some who are not let in, processes that die, counting beside it. */
export const scenario: Scenario = {
  does: 'mixes lost, repeated and late requests, a throttled store, killed processes, revisions and refusals, while batches come twice',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, {
      name: 'everything',
      round: { revisable: seed % 3 > 0 },
    })
    await open(stage)
    for (const { network } of stage.fleet.instances)
      setWeather(network, stage.chance, { throttled: 4, broken: 3, answerLost: 6, slow: 15 })
    const voters = Array.from({ length: small ? 60 : 400 }, (_, index) => `voter-${index}`)
    const voting = { over: false }
    const counting = countMeanwhile(stage, voting)
    await atOnce(32, voters, (voter) => vote(stage, voter))
    await stage.settled()
    voting.over = true
    await counting
    await deliverAll(stage)
    await checkTally(stage)
    await closeAndSeal(stage)
    const sealed = await checkSealed(stage)
    for (const voter of voters.slice(0, 20))
      await cast(stage, { voter, ballot: choosing('centre'), request: 'too-late' })
    checkReceipts(stage)
    await checkAccounts(stage)
    await checkUnchanged(stage, sealed)
  },
}

async function vote(stage: Stage, voter: string): Promise<void> {
  const { chance, fleet, round } = stage
  const random = chance('voter', voter)
  const air = airFor(chance, { requestLost: 5, answerLost: 15, again: 10, late: 10 })
  if (happens(random, 2)) await fleet.killOne()
  if (happens(random, 3)) await cast(stage, { voter, ballot: choosing('nobody'), request: 'bad' })
  let replaces: number | undefined
  let change = 0
  do {
    const request = `change-${++change}`
    const sent = await cast(stage, {
      voter,
      ballot: choosing(random.of(choices)),
      request,
      air: air(voter, request),
      ...(replaces !== undefined && { replaces }),
    })
    replaces = sent.acknowledged?.revision
  } while (happens(random, 30) && change < 4 && (round.revisable !== false || happens(random, 30)))
}

/** The stream is read as it grows; each batch holds much of the one before. */
async function countMeanwhile({ bench, contest, chance }: Stage, voting: { over: boolean }): Promise<void> {
  const consumers = await startInstances(2)
  for (const { network } of consumers) setWeather(network, chance, { throttled: 5, answerLost: 5 })
  for (let batch = 1, counted = 0; !voting.over; batch++) {
    await sleep(100)
    const records = await bench.ballotRecords(contest.id)
    const from = Math.max(0, counted - chance('overlap', batch).within(0, 60))
    const end = records.length
    if (end > counted)
      await deliverUntilDone((nth) => consumers[(batch + nth) % 2] ?? never(), records.slice(from, end))
    counted = end
  }
}

const never = (): never => {
  throw new Error('there is no consumer')
}

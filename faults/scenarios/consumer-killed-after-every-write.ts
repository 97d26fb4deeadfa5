import { checkSealed } from '../check.ts'
import { deliver } from '../delivery.ts'
import { startInstance, type Instance } from '../instances.ts'
import { Killed } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { withLongNumbers } from '../sequence-numbers.ts'
import { closeAndSeal, type Stage, stageRound } from '../stage.ts'
import type { StreamRecord } from '#local/streams/streams-api.ts'
import { above, boxOf, differences, marksIn, tallyIn } from '../truth.ts'
import { voteAndRevise } from './batches-repeated-and-overlapping.ts'

const batchSize = 20

/**
 * The same records are counted again for every k, each time into the counters of another attempt: the process dies with its k-th
 * write, just after the store has done it; a new one gets the whole batch again.
 */
export const scenario: Scenario = {
  does: 'kills the counting process right after its k-th write, for every k, and gives the batch to a new one',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, { name: 'consumer-killed' })
    await voteAndRevise(stage, small ? 40 : 60)
    const records = withLongNumbers(await bench.ballotRecords(stage.contest.id), stage.chance('numbers'))
    const recount = marksIn(stage, await boxOf(stage))
    let kills = 0
    for (let k = 1, died = 1; died > 0; k++) {
      const attempt = 1 + k
      died = await countInto(stage, attempt, records, k)
      kills += died
      const differing = differences(await tallyIn(stage, attempt), recount)
      verdict.holds('tally equals recount', differing.length === 0, () => `k = ${k}: ${differing.join('; ')}`)
    }
    verdict.count('records', records.length)
    verdict.count('kills', kills)
    await closeAndSeal(stage)
    await checkSealed(stage)
  },
}

/** Counts all records with processes that die with their k-th write; answers how many died. */
async function countInto(stage: Stage, attempt: number, records: StreamRecord[], k: number): Promise<number> {
  const recount = marksIn(stage, await boxOf(stage))
  let died = 0
  let consumer = await mortal(k)
  for (let from = 0; from < records.length;) {
    const batch = records.slice(from, from + batchSize).map((record) => inAttempt(record, attempt))
    try {
      if (await deliver(consumer, batch)) from += batchSize
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      died++
      consumer = await mortal(k)
    }
    const higher = above(await tallyIn(stage, attempt), recount)
    stage.verdict.holds('never above', higher.length === 0, () => `k = ${k}: ${higher.join('; ')}`)
  }
  return died
}

async function mortal(k: number): Promise<Instance> {
  const instance = await startInstance()
  instance.network.lastWrite = k
  return instance
}

/** The same record in the box of another attempt. */
function inAttempt(record: StreamRecord, attempt: number): StreamRecord {
  const text = JSON.stringify(record).replace(/("bucket":\{"S":"[^"]+\/)\d+#/g, `$1${attempt}#`)
  return JSON.parse(text) as StreamRecord
}

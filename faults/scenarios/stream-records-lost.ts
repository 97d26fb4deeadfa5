import { rebuildTally } from '#services/rebuild.ts'
import { checkSealed, checkTally } from '../check.ts'
import { happens } from '../chance.ts'
import { jump } from '../clock.ts'
import { deliver, deliverUntilDone } from '../delivery.ts'
import { startInstance } from '../instances.ts'
import type { Scenario } from '../scenario.ts'
import { eventOf, seal, type Stage, stageRound } from '../stage.ts'
import { boxOf, differences, marksIn, tallyIn } from '../truth.ts'
import { voteAndRevise } from './batches-repeated-and-overlapping.ts'

/** From the end of the window until a rebuild may begin. */
const quietMs = 30_000

/** Some or all records of a round never reach the counting. Before the seal its result cannot be touched by that; the live figures can. */
export const scenario: Scenario = {
  does: 'loses all records of the stream, or every third: the seal reports it, a rebuild puts it right, late records change nothing',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    for (const [name, rebuilds] of [
      ['sealed', false],
      ['rebuilt', true],
    ] as const) {
      const stage = await stageRound(bench, seed, verdict, {
        name: `records-lost-${name}`,
        round: { revisable: seed % 2 === 0 },
      })
      await voteAndRevise(stage, small ? 40 : 120)
      const lost = await loseRecords(stage)
      eventOf(await stage.command({ type: 'closeRound', round: stage.round.id }))
      jump(quietMs)
      if (rebuilds) await rebuild(stage, lost)
      await sealAndCompare(stage)
    }
  },
}

type Records = Awaited<ReturnType<Stage['bench']['ballotRecords']>>

/** Delivers what is not lost, in order. */
async function loseRecords({ bench, contest, chance, seed }: Stage): Promise<Records> {
  const records = await bench.ballotRecords(contest.id)
  const isLost = new Set(records.filter((_, index) => seed % 3 === 0 || happens(chance('lost', index), 33)))
  const consumer = await startInstance()
  await deliverUntilDone(
    () => consumer,
    records.filter((record) => !isLost.has(record)),
  )
  return [...isLost]
}

async function rebuild(stage: Stage, lost: Records): Promise<void> {
  const rebuilt = await rebuildTally(stage.contest, stage.round)
  stage.verdict.holds('live heals', 'ballots' in rebuilt, () => JSON.stringify(rebuilt))
  await checkTally(stage)
  // The stream turns up after all.
  await deliver(await startInstance(), lost)
  await checkTally(stage)
}

/** The seal reports exactly how far the counters were off. */
async function sealAndCompare(stage: Stage): Promise<void> {
  const { verdict } = stage
  const off = differences(await tallyIn(stage), marksIn(stage, await boxOf(stage))).length
  const sealing = await startInstance()
  await seal(stage, Promise.resolve(sealing))
  const drift = sealing.metrics.get('TallyDrift')
  verdict.count('marks off', off)
  verdict.count('drift reported', drift ?? 0)
  verdict.holds(
    'drift reported',
    drift !== undefined && drift > 0 === off > 0,
    () => `${off} marks were off, reported ${drift}`,
  )
  await checkSealed(stage)
}

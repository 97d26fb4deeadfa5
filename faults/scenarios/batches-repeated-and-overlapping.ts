import { atOnce } from '../at-once.ts'
import { checkSealed, checkTally } from '../check.ts'
import { happens } from '../chance.ts'
import { deliverWildly, shardsOf } from '../delivery.ts'
import { startInstances } from '../instances.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { withLongNumbers } from '../sequence-numbers.ts'
import { choices, choosing, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { above, boxOf, marksIn, tallyIn } from '../truth.ts'
import { setWeather } from '../weather.ts'

/** The stream of a round, delivered as badly as it may be. In every second seed ballots are revised, so records also take marks away. */
export const scenario: Scenario = {
  does: 'delivers every batch one to three times, overlapping, split, joined, two at once, shards interleaved, with numbers of 21 to 40 digits',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const revisable = seed % 2 === 0
    const stage = await stageRound(bench, seed, verdict, { name: 'batches', round: { revisable } })
    await voteAndRevise(stage, small ? 50 : 400)
    const random = stage.chance('delivery')
    const records = withLongNumbers(await bench.ballotRecords(stage.contest.id), random)
    const consumers = await startInstances(2)
    for (const { network } of consumers)
      setWeather(network, stage.chance, { throttled: 3, broken: 3, answerLost: 8, slow: 10 })
    const recount = marksIn(stage, await boxOf(stage))
    await deliverWildly(shardsOf(records, 3), consumers, random, async () => {
      // Marks that are revised away may be counted for a while; how many have cast never shrinks.
      const higher = above(await tallyIn(stage), recount).filter(
        (mark) => !revisable || mark.includes('|cast:'),
      )
      verdict.holds('never above', higher.length === 0, () => higher.join('; '))
    })
    verdict.count('records', records.length)
    await checkTally(stage)
    await closeAndSeal(stage)
    await checkSealed(stage)
  },
}

/** Everybody votes; where it is allowed, some change their minds once or twice. */
export async function voteAndRevise(stage: Stage, count: number): Promise<void> {
  await open(stage)
  const voters = Array.from({ length: count }, (_, index) => `voter-${index}`)
  await atOnce(16, voters, async (voter) => {
    const random = stage.chance('mind', voter)
    let replaces: number | undefined
    let change = 0
    do {
      const ballot = choosing(random.of(choices))
      const sent = await cast(stage, {
        voter,
        ballot,
        request: `change-${++change}`,
        ...(replaces !== undefined && { replaces }),
      })
      replaces = sent.acknowledged?.revision
    } while (stage.round.revisable !== false && replaces !== undefined && happens(random, 30))
  })
}

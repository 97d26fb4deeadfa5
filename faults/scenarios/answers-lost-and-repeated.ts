import { db } from '#store/client.ts'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { atOnce } from '../at-once.ts'
import { checkAccounts, checkSealed, checkTally } from '../check.ts'
import { deliverAll } from '../delivery.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { boxOf } from '../truth.ts'
import { airFor, setWeather } from '../weather.ts'

/** A whole electorate votes while the network loses, repeats and delays, and the store forgets to answer. Every second seed is secret. */
export const scenario: Scenario = {
  does: 'loses 20 % of the answers, repeats 10 % of the requests, delays and reorders 10 %; the store loses answers too',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const secret = seed % 2 === 0
    const stage = await stageRound(bench, seed, verdict, {
      name: 'answers-lost',
      round: { secret },
      processes: 2,
    })
    const { chance, fleet } = stage
    await open(stage)
    for (const { network } of fleet.instances)
      setWeather(network, chance, { answerLost: 5, broken: 2, slow: 10 })
    const air = airFor(chance, { answerLost: 20, again: 10, late: 10 })
    const voters = Array.from({ length: small ? 80 : 2_000 }, (_, index) => `voter-${index}`)
    await atOnce(64, voters, async (voter) => {
      const ballot = choosing(chance('choice', voter).of(choices))
      await cast(stage, { voter, ballot, request: `of-${voter}`, air: air(voter, 'first') })
    })
    await stage.settled()
    await deliverAll(stage)
    await checkTally(stage)
    await checkAccounts(stage)
    await closeAndSeal(stage)
    await checkSealed(stage)
    if (secret) await checkNothingLinkable(stage, voters)
  },
}

/** Neither names, times nor requests stand in the box, and the key that tied its tags to voters is gone. */
async function checkNothingLinkable(stage: Stage, voters: string[]): Promise<void> {
  const attempt = `${stage.contest.id}/${stage.round.id}/1`
  const { Item } = await db.send(new GetCommand({ TableName: 'Keys', Key: { attempt } }))
  stage.verdict.holds('nothing linkable', Item === undefined, () => 'the key of the round is still there')
  const text = JSON.stringify(await boxOf(stage))
  const found = [
    ...voters.filter((voter) => text.includes(`${voter}"`)),
    ...(text.match(/of-voter|20\d\d-\d\d-\d\dT/g) ?? []),
  ]
  stage.verdict.holds(
    'nothing linkable',
    found.length === 0,
    () => `the box holds ${found.slice(0, 5).join(', ')}`,
  )
}

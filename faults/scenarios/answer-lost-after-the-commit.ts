import { atOnce } from '../at-once.ts'
import { checkAccounts, checkSealed, checkTally } from '../check.ts'
import { deliverAll } from '../delivery.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, closeAndSeal, open, stageRound } from '../stage.ts'

/**
 * The store has the ballot, but its answer never reaches the function: the SDK repeats the write, which now meets its own ballot. For
 * some the answers to the SDK's repeats are lost as well, and the phone repeats the request.
 */
export const scenario: Scenario = {
  does: 'the store commits every ballot and loses its answer one to four times; the SDK and the phone repeat',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, {
      name: 'after-commit',
      round: { revisable: seed % 2 === 0 },
    })
    const { chance, fleet } = stage
    await open(stage)
    const lostSoOften = new Map<string, number>()
    for (const { network } of fleet.instances)
      network.fate = ({ operation, key }) => {
        if (operation !== 'PutItem') return undefined
        const lost = lostSoOften.get(key) ?? 0
        lostSoOften.set(key, lost + 1)
        return lost < chance('lost', key).within(1, 4) ? { answerLost: true } : undefined
      }
    const voters = Array.from({ length: small ? 30 : 150 }, (_, index) => `voter-${index}`)
    await atOnce(16, voters, async (voter) => {
      const ballot = choosing(chance('choice', voter).of(choices))
      const { acknowledged, refusal } = await cast(stage, { voter, ballot, request: 'mine' })
      const isFirst = acknowledged?.revision === 1
      verdict.holds(
        'typed refusals',
        isFirst,
        () => `${voter} was told ${refusal ?? JSON.stringify(acknowledged)}`,
      )
    })
    await deliverAll(stage)
    await checkTally(stage)
    await checkAccounts(stage)
    await closeAndSeal(stage)
    await checkSealed(stage)
  },
}

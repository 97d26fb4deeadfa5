import { checkReceipts, checkSealed, checkTally, checkUnchanged } from '../check.ts'
import { jump } from '../clock.ts'
import { deliverAll } from '../delivery.ts'
import { startInstances } from '../instances.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { tallyIn, differences } from '../truth.ts'

const minute = 60_000
const hour = 60 * minute

/** A phone that was off sends its request once more: to the same processes, to new ones, with the round open, closed and sealed. */
export const scenario: Scenario = {
  does: 'repeats requests after 11 minutes, after 25 hours and after the seal, when sessions and processes have changed',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, { name: 'day-later' })
    const voters = Array.from({ length: small ? 10 : 30 }, (_, index) => `voter-${index}`)
    await open(stage)
    await everybodySends(stage, voters)
    await deliverAll(stage)
    const before = await tallyIn(stage)

    jump(11 * minute)
    await everybodySends(stage, voters)
    jump(25 * hour)
    await sendWithExpiredSessions(stage, voters)
    stage.token = freshTokens(stage)
    stage.fleet.instances = await startInstances(2)
    await everybodySends(stage, voters)
    await deliverAll(stage)
    verdict.holds(
      'nothing twice',
      differences(before, await tallyIn(stage)).length === 0,
      () => 'the counters have moved',
    )
    await checkTally(stage)

    await closeAndSeal(stage)
    const sealed = await checkSealed(stage)
    await everybodySends(stage, voters)
    checkReceipts(stage)
    await checkUnchanged(stage, sealed)
  },
}

const everybodySends = (stage: Stage, voters: string[]): Promise<unknown> =>
  Promise.all(
    voters.map(async (voter) => {
      const ballot = choosing(stage.chance('choice', voter).of(choices))
      const { acknowledged, refusal } = await cast(stage, { voter, ballot, request: 'mine' })
      stage.verdict.holds(
        'typed refusals',
        acknowledged !== undefined,
        () => `${voter} was refused: ${refusal}`,
      )
    }),
  )

/** Sessions last twelve hours. */
async function sendWithExpiredSessions(stage: Stage, voters: string[]): Promise<void> {
  const [voter = ''] = voters
  const { refusal } = await cast(stage, { voter, ballot: choosing('east'), request: 'other' })
  stage.verdict.holds(
    'typed refusals',
    refusal === 'unauthorized',
    () => `an expired session was told ${refusal}`,
  )
}

function freshTokens({ bench, contest }: Stage): Stage['token'] {
  const tokens = new Map<string, Promise<string>>()
  return (voter) => {
    const token = tokens.get(voter) ?? bench.token(contest.id, voter)
    tokens.set(voter, token)
    return token
  }
}

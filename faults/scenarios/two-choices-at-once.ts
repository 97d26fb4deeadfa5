import { checkAccounts, checkSealed, checkTally } from '../check.ts'
import { deliverAll } from '../delivery.ts'
import type { Attempt } from '../ledger.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choosing, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { setWeather } from '../weather.ts'

const castsAtOnce = 50

/** One voter on many devices at the same moment. The round is not revisable, so the first ballot in the box stays. */
export const scenario: Scenario = {
  does: 'one voter casts 50 ballots with two choices at the same moment, through several processes',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, { name: 'two-choices', processes: 4 })
    const { chance, fleet } = stage
    await open(stage)
    for (const { network } of fleet.instances) setWeather(network, chance, { slow: 30 })
    for (let voter = 1; voter <= (small ? 2 : 8); voter++) await voteOnEveryDevice(stage, `voter-${voter}`)
    await deliverAll(stage)
    await checkTally(stage)
    await checkAccounts(stage)
    await closeAndSeal(stage)
    await checkSealed(stage)
  },
}

async function voteOnEveryDevice(stage: Stage, voter: string): Promise<void> {
  const sides = Array.from({ length: castsAtOnce }, (_, index) => (index % 2 === 0 ? 'east' : 'west'))
  const attempts = await Promise.all(
    stage
      .chance(voter)
      .shuffled(sides)
      .map((choice, index) =>
        cast(stage, { voter, ballot: choosing(choice), request: `device-${index}`, tries: 5 }),
      ),
  )
  checkSides(stage, voter, attempts)
}

/** Every cast of the choice that lies in the box has its receipt; every other one was told that there is a vote already. */
function checkSides({ verdict }: Stage, voter: string, attempts: Attempt[]): void {
  const said = new Map<string, Set<string>>()
  for (const { ballot, acknowledged, refusal = 'nothing' } of attempts) {
    const answers = said.get(JSON.stringify(ballot)) ?? new Set()
    answers.add(acknowledged ? `receipt ${acknowledged.receipt}` : refusal)
    said.set(JSON.stringify(ballot), answers)
  }
  const answers = [...said.values()].map((answer) => [...answer].join(' and ')).sort()
  const [refused, received] = answers
  verdict.holds(
    'typed refusals',
    answers.length === 2 && refused === 'already-voted' && /^receipt \S+$/.test(received ?? ''),
    () => `${voter} heard ${answers.join(' / ')}`,
  )
}

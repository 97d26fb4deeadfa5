import { errorMessage } from '#local/user-error.ts'
import { startBench, type Bench } from './bench.ts'
import { startClock } from './clock.ts'
import { prepareInstances } from './instances.ts'
import type { Options } from './options.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'
import { laws, Verdict } from './verdict.ts'

/** Runs a scenario for all its seeds and prints a line for each. Answers the exit code. */
export async function runScenario(
  name: string,
  { seed: first, rounds, small, broken }: Options,
): Promise<number> {
  const scenario = scenarios[name]
  if (!scenario) throw new Error(`there is no scenario ‘${name}’`)
  startClock()
  prepareInstances(broken)
  const bench = await startBench()
  const seeds = Array.from({ length: rounds }, (_, index) => first + index)
  let violated = false
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
      violated = !(await runSeed(bench, name, scenario, seed, small)) || violated
  }
  await Promise.all(Array.from({ length: scenario.together }, work))
  await bench.stop()
  return violated ? 1 : 0
}

async function runSeed(
  bench: Bench,
  name: string,
  scenario: Scenario,
  seed: number,
  small: boolean,
): Promise<boolean> {
  const verdict = new Verdict()
  const started = performance.now()
  try {
    await scenario.run(bench, { seed, small, verdict })
  } catch (error) {
    verdict.holds('comes to an end', false, () =>
      error instanceof Error ? (error.stack ?? '') : errorMessage(error),
    )
  }
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  console.log(`${name} seed ${seed}: ${verdict.toString()} (${seconds} s)`)
  const { violations } = verdict
  for (const [law, broken] of Map.groupBy(violations, (violation) => violation.law)) {
    const times = broken.length === 1 ? '' : `, ${broken.length} times`
    console.log(`  VIOLATED ${law}${times} (${laws[law]}): ${broken[0]?.detail ?? ''}`)
  }
  if (violations.length > 0)
    console.log(`  again: npm run faults -- --scenario ${name} --seed ${seed}${small ? ' --small' : ''}`)
  return violations.length === 0
}

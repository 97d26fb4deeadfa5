import { errorMessage } from '#terminal/user-error.ts'
import { atOnce } from './at-once.ts'
import { startBench, type Bench } from './bench.ts'
import { startClock } from './clock.ts'
import { prepareInstances } from './instances.ts'
import type { Options } from './options.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'
import { laws, Verdict } from './verdict.ts'

/** Runs the chosen scenarios, each for all seeds, and prints a line for every run. Answers the exit code. */
export async function runScenarios({ chosen, seed, rounds, small, broken }: Options): Promise<number> {
  startClock()
  prepareInstances(broken)
  const bench = await startBench()
  const seeds = Array.from({ length: rounds }, (_, index) => seed + index)
  let held = true
  for (const name of chosen) {
    const scenario = scenarios[name]
    if (!scenario) throw new Error(`there is no scenario ‘${name}’`)
    await atOnce(scenario.together, seeds, async (next) => {
      held = (await runSeed(bench, name, scenario, next, small)) && held
    })
  }
  await bench.stop()
  return held ? 0 : 1
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

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { command } from '#terminal/command.ts'
import { atOnce } from './at-once.ts'
import { faultOptions, optionsFrom } from './options.ts'
import { runScenarios } from './run-scenarios.ts'
import { scenarios } from './scenarios.ts'

/** A scenario keeps a core busy at most, and many of them mostly wait. */
const sideBySide = 2

await command({
  does:
    'Runs the real functions on the real embedded engine while everything around them goes wrong. Without --scenario each scenario has a ' +
    'process of its own. Exits with 1 when a law was broken, after naming it with the seed that brings it back.',
  usage: 'npm run faults -- [--scenario NAME]… [--seed 1] [--rounds 1] [--small] [--break NAME]',
  notes: `Scenarios: ${Object.keys(scenarios).join(', ')}`,
  options: faultOptions,
  run: async ({ values }) => {
    const options = optionsFrom(values)
    if (options.chosen.length > 0) process.exitCode = await runScenarios(options)
    else
      await atOnce(sideBySide, Object.keys(scenarios), async (name) => {
        process.exitCode = (await runApart(name, process.argv.slice(2))) || (process.exitCode ?? 0)
      })
  },
})

async function runApart(scenario: string, argv: string[]): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...argv, '--scenario', scenario], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

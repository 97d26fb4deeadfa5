import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { errorMessage } from '#terminal/user-error.ts'
import { atOnce } from './at-once.ts'
import { readOptions } from './options.ts'
import { runScenarios } from './run-scenarios.ts'
import { scenarios } from './scenarios.ts'

/** A scenario keeps a core busy at most, and many of them mostly wait. */
const sideBySide = 2

/**
 * `npm run faults`: the real functions on the real embedded engine while everything around them goes wrong. Without `--scenario` each
 * has a process of its own. Exits with 1 when a law was broken, after naming it with the seed that brings it back.
 */
try {
  const argv = process.argv.slice(2)
  const options = readOptions(argv)
  if (options.chosen.length > 0) process.exitCode = await runScenarios(options)
  else
    await atOnce(sideBySide, Object.keys(scenarios), async (name) => {
      process.exitCode = (await runApart(name, argv)) || (process.exitCode ?? 0)
    })
} catch (error) {
  console.error(errorMessage(error))
  process.exitCode = 1
}

async function runApart(scenario: string, argv: string[]): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...argv, '--scenario', scenario], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

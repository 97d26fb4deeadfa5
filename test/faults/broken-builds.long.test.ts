import { expect, it } from 'vitest'
import { breaks } from '../../faults/breaks.ts'
import { runFaults } from './run-faults.ts'

/** A bench that finds nothing proves nothing: each guard is taken out of the functions once, and its scenario must name the law. */
it.for(breaks)('$name is caught by $scenario', { timeout: 300_000 }, async ({ name, scenario, law }) => {
  const { code, said } = await runFaults('--scenario', scenario, '--break', name, '--rounds', '4', '--small')
  expect(said).toContain(`VIOLATED ${law}`)
  expect(code).toBe(1)
})

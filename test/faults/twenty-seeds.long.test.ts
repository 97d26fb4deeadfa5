import { expect, it } from 'vitest'
import { scenarios } from '../../faults/scenarios.ts'
import { runFaults } from './run-faults.ts'

it.for(Object.keys(scenarios))('20 seeds of %s', { timeout: 1_800_000 }, async (name) => {
  const { code, said } = await runFaults('--scenario', name, '--rounds', '20')
  console.log(said)
  expect(code).toBe(0)
})

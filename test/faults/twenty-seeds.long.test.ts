import { expect, it } from 'vitest'
import { runFaults } from './run-faults.ts'

it('20 seeds of every scenario break no law', { timeout: 3_600_000 }, async () => {
  const { code, said } = await runFaults('--rounds', '20')
  console.log(said)
  expect(said).not.toContain('VIOLATED')
  expect(code).toBe(0)
})

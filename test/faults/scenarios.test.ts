import { describe, expect, it } from 'vitest'
import { scenarios } from '../../faults/scenarios.ts'
import { runFaults } from './run-faults.ts'

/** Seeds that once failed; the others begin with the first. */
const failedOnce: Record<string, number> = {
  'fifty-closes-at-once': 2,
  'handler-paused-across-the-close': 2,
  'histories-on-the-engine': 3,
}
const longestMs = 180_000

describe.concurrent('nothing is lost, counted twice or linkable', () => {
  it.for(Object.keys(scenarios))('%s', { timeout: longestMs }, async (name) => {
    const seed = String(failedOnce[name] ?? 1)
    const { code, said } = await runFaults('--scenario', name, '--seed', seed, '--small')
    expect(said).toContain(`${name} seed ${seed}:`)
    expect(said).not.toContain('VIOLATED')
    expect(code).toBe(0)
  })
})

describe('a command line that cannot be understood', () => {
  it.each([
    [['--scenario', 'rain'], '--scenario knows no ‘rain’'],
    [['--seed', '0'], '--seed takes a whole number from 1'],
    [['--break', 'everything'], '--break knows no ‘everything’'],
  ])('%s', { timeout: longestMs }, async (options, sentence) => {
    const { code, said } = await runFaults(...options)
    expect(said).toContain(sentence)
    expect(code).toBe(1)
  })
})

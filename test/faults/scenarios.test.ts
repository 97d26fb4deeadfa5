import { describe, expect, it } from 'vitest'
import { scenarios } from '../../faults/scenarios.ts'
import { runFaults } from './run-faults.ts'

/**
 * Every scenario once, small. Where a seed has once failed it is that one: 2 for the closes and the paused handlers, 3 for the histories
 * on the engine.
 */
const runs = [
  {
    seed: 2,
    names: [
      'answers-lost-and-repeated',
      'two-choices-at-once',
      'answer-lost-after-the-commit',
      'batches-repeated-and-overlapping',
      'stream-records-lost',
      'everything-at-once',
    ],
  },
  {
    seed: 3,
    names: [
      'same-request-a-day-later',
      'consumer-killed-after-every-write',
      'histories-of-the-rules',
      'histories-on-the-engine',
      'shown-marks-corrected',
      'unreadable-record-and-throttling',
      'local-system-killed',
    ],
  },
  { seed: 2, names: ['fifty-closes-at-once', 'at-the-closing-instant', 'handler-paused-across-the-close'] },
]
const longestMs = 240_000

describe('nothing is lost, counted twice or linkable', () => {
  it('in any scenario', () => {
    expect(runs.flatMap(({ names }) => names).sort()).toEqual(Object.keys(scenarios).sort())
  })

  it.concurrent.for(runs)(
    'in $names (seed $seed)',
    { timeout: longestMs },
    async ({ seed, names }, context) => {
      const options = names.flatMap((name) => ['--scenario', name])
      const { code, said } = await runFaults(...options, '--seed', String(seed), '--small')
      context.expect(said).not.toContain('VIOLATED')
      for (const name of names) context.expect(said).toContain(`${name} seed ${seed}:`)
      context.expect(code).toBe(0)
    },
  )
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

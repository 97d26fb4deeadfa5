import { expect, it } from 'vitest'
import { breaks } from '../../faults/breaks.ts'
import { runFaults } from './run-faults.ts'

/** The two that are caught fastest; all of them are in the long run. */
const quick = ['ballots-without-condition', 'counts-without-fence']

it.for(breaks.filter(({ name }) => quick.includes(name)))(
  '$name is caught by $scenario',
  { timeout: 180_000 },
  async ({ name, scenario, law }) => {
    const { code, said } = await runFaults('--scenario', scenario, '--break', name, '--small')
    expect(said).toContain(`VIOLATED ${law}`)
    expect(code).toBe(1)
  },
)

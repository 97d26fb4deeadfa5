import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { makeBundle } from '#test/support/made-bundle.ts'
import { randomFrom } from '#core/random.ts'
import { temporaryFolder } from '../support.ts'

const million = 1_000_000
const villages = Array.from({ length: 15 }, (_, index) => ({
  id: `village-${index + 1}`,
  name: `村${index + 1}`,
}))

function* ballots(seed: number): Iterable<Ballot> {
  const random = randomFrom(seed)
  const one = () => random.of(villages).id
  for (let count = 0; count < million; count++)
    yield { electorate: 'village', choices: [...new Set([one(), one(), one()])] }
}

/** Says how much memory the process took when it ends. */
const peak =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))'

test('a million ballots are verified in less than a gigabyte of memory', () => {
  const folder = temporaryFolder()
  const round = roundWith({ panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 3 } }] })
  const contest = contestWith({ contestants: villages, rounds: [round] })
  makeBundle(folder, contest, [{ round, ballots: ballots(1) }], { village: million })
  const startedAt = performance.now()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', peak, 'local/commands/verify.ts', folder],
    {
      encoding: 'utf8',
    },
  )
  const seconds = (performance.now() - startedAt) / 1_000
  const megabytes = Number(stderr) / 1_024
  console.log(`${million} ballots: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB at most`)
  expect(stdout).toMatch(/^verified\nround final, attempt 1, version 1: 1000000 ballots/)
  expect(status).toBe(0)
  expect(megabytes).toBeLessThan(1_024)
})

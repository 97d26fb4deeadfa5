import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../..')
const bin = join(root, 'node_modules/.bin')

/** As npx does it: what the repository brought comes first on the path. Nobody has signed in anywhere. */
const cdk = (...args: string[]) =>
  promisify(execFile)(join(bin, 'cdk'), args, {
    cwd: root,
    env: {
      HOME: tmpdir(),
      PATH: [bin, process.env['PATH']].join(delimiter),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  })

it('lets the CDK’s own command line draw up the stacks, and read settings from -c', async () => {
  const out = mkdtempSync(join(tmpdir(), 'leitai-cdk-'))
  onTestFinished(() => rmSync(out, { recursive: true }))
  const settings = ['-c', 'name=Town', '-c', 'region=eu-west-1', '-c', 'expectedVoters=100000']
  const { stdout } = await cdk('synth', '--quiet', '--output', out, ...settings)
  expect(stdout).toBe('')
  for (const stack of ['Town', 'TownEdge-eu-west-1'])
    expect(existsSync(join(out, `${stack}.template.json`))).toBe(true)
  expect(readFileSync(join(out, 'Town.template.json'), 'utf8')).toMatch(/"WriteUnitsPerSecond": 10000\b/)
}, 300_000)

it('says what is wrong with a setting in one sentence', async () => {
  await expect(cdk('synth', '--quiet', '-c', 'expectedVoters=0')).rejects.toThrow(
    'expectedVoters must be a whole number from 1 to 1000000.',
  )
}, 300_000)

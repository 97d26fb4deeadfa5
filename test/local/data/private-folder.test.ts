import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LocalSystem } from '#test/support/local-system.ts'
import { temporaryFolder } from '../support.ts'

const isRoot = process.getuid?.() === 0

/** Everything in a folder that other accounts may read, write or enter. */
const openToOthers = (folder: string): string[] =>
  ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].filter(
    (name) => (statSync(join(folder, name)).mode & 0o077) !== 0,
  )

test('a data folder and all that is in it is its owner’s alone, also what an earlier start left open', async () => {
  const folder = join(temporaryFolder(), 'data')
  const system = await LocalSystem.startOn(folder)
  onTestFinished(() => system.stop())
  expect(openToOthers(folder)).toEqual([])
  await system.kill()

  mkdirSync(join(folder, 'failed'), { recursive: true })
  writeFileSync(join(folder, 'failed/record.json'), '{}')
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'failed'), 0o755)
  for (const name of readdirSync(folder).filter((name) => name !== 'failed'))
    chmodSync(join(folder, name), 0o644)
  chmodSync(join(folder, 'failed/record.json'), 0o666)
  await system.start()
  expect(openToOthers(folder)).toEqual([])
}, 90_000)

test.runIf(isRoot)('a folder of somebody else that is open to all is refused in a sentence', () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o777)
  const program = `import { makePrivate } from '#local/data/private-folder.ts'
    try { makePrivate(process.argv[1]) } catch (error) { console.log(error.message) }`
  const { stdout } = spawnSync(
    'setpriv',
    [
      '--reuid=65534',
      '--clear-groups',
      process.execPath,
      '--input-type=module-typescript',
      '-e',
      program,
      folder,
    ],
    { encoding: 'utf8' },
  )
  expect(stdout).toMatch(
    /^Other accounts of this machine can read .*, and that cannot be changed \(EPERM.*\): use a folder of your own with --data FOLDER\.\n$/,
  )
})

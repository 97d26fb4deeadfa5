import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * `npm run pictures`: plays the stories and visits every page in its states, and takes the pictures in `docs/pictures` anew. Every picture
 * that a document shows has the name of one that a test takes; one that no test takes any more is an error.
 */

const shown = 'docs/pictures'
const taken = mkdtempSync(join(tmpdir(), 'leitai-pictures-'))

const { status } = spawnSync('vitest', ['run', '--project', 'system', 'test/story', 'test/pages'], {
  stdio: 'inherit',
  env: { ...process.env, PICTURES: taken },
})

const names = readdirSync(shown).filter((name) => name.endsWith('.png'))
const missing = names.filter((name) => !existsSync(join(taken, name)))
for (const name of names) if (!missing.includes(name)) copyFileSync(join(taken, name), join(shown, name))
rmSync(taken, { recursive: true })

console.log(`${names.length - missing.length} of ${names.length} pictures taken anew`)
if (missing.length > 0) console.error(`No test takes ${missing.join(', ')}`)
process.exitCode = status !== 0 || missing.length > 0 ? 1 : 0

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/**
 * Installs Lambda's runtime interface client, unless it is there, for the tests that run the bundles in it. Its native part is
 * compiled here, which takes a minute or two.
 */

const folder = fileURLToPath(new URL('runtime-client/', import.meta.url))
const installed = join(folder, 'node_modules/aws-lambda-ric')
const needed = ['g++', 'make', 'cmake', 'python3', 'tar', 'xz']

const wantedSchema = z.object({ dependencies: z.object({ 'aws-lambda-ric': z.string() }) })
const installedSchema = z.object({ version: z.string() })

if (!isInstalled()) install()

function isInstalled(): boolean {
  if (!existsSync(join(installed, 'rapid-client.node'))) return false
  const wanted = wantedSchema.parse(jsonIn(join(folder, 'package.json'))).dependencies['aws-lambda-ric']
  return installedSchema.parse(jsonIn(join(installed, 'package.json'))).version === wanted
}

function install(): void {
  const missing = needed.filter((command) => spawnSync(command, ['--version']).error)
  if (process.platform !== 'linux') refuse('it is made for Linux')
  if (missing.length > 0) refuse(`install ${missing.join(', ')} and run "npm run long" again`)
  console.log('Compiling Lambda’s runtime interface client; this takes a minute or two.')
  const headers = dirname(dirname(process.execPath))
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    // The headers that came with this Node, where they did: otherwise they are downloaded.
    env: {
      ...process.env,
      ...(existsSync(join(headers, 'include/node')) && { npm_config_nodedir: headers }),
    },
  })
  if (status !== 0) refuse('npm ci says above what is wrong')
}

function jsonIn(file: string): unknown {
  return z.unknown().parse(JSON.parse(readFileSync(file, 'utf8')))
}

function refuse(why: string): never {
  console.error(`Lambda’s runtime interface client cannot be compiled here: ${why}.`)
  process.exit(1)
}

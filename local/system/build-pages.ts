import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorCode, UserError } from '#terminal/user-error.ts'
import { inEveryLanguage } from '#words/local.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where the built pages are. */
export const pagesFolder = join(root, 'web/dist')

/** What the pages are made of. */
const sources = ['web', 'words', 'functions/core', 'functions/contract', 'package-lock.json'].map((path) =>
  join(root, path),
)

/** Builds the pages unless the built ones are newer than all they are made of. */
export const buildPages = async (say: (message: string) => void): Promise<void> => {
  const built = join(pagesFolder, 'index.html')
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newestChange))) return
  say(inEveryLanguage((t) => t.building, ' '))
  await build()
}

const newestChange = (path: string): number => {
  if (path === pagesFolder) return 0
  const { mtimeMs, isDirectory } = timeOf(path)
  if (!isDirectory) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

const timeOf = (path: string): { mtimeMs: number; isDirectory: boolean } => {
  const found = statSync(path)
  return { mtimeMs: found.isDirectory() ? 0 : found.mtimeMs, isDirectory: found.isDirectory() }
}

/**
 * Builds in a process of its own, whose memory is gone afterwards, and in a folder of its own, so that another Leitai which
 * starts meanwhile never reads half of a build.
 */
const build = async (): Promise<void> => {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const folder = join(root, `node_modules/.cache/leitai-pages-${process.pid}`)
  const child = spawn(
    process.execPath,
    [vite, 'build', 'web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    // A test starts this too, and must look at the pages that people get.
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  await once(child, 'close')
  if (child.exitCode !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new UserError(`The pages cannot be built:\n${output.trim()}`)
  }
  putInPlace(folder)
}

const putInPlace = (folder: string): void => {
  rmSync(pagesFolder, { recursive: true, force: true })
  try {
    renameSync(folder, pagesFolder)
  } catch (error) {
    // Another start has put its build of the same files there in between.
    if (errorCode(error) !== 'ENOTEMPTY') throw error
    rmSync(folder, { recursive: true })
  }
}

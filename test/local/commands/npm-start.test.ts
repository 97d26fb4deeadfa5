import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isAlive, treeOf } from '#test/support/process-tree.ts'
import { eventually, temporaryFolder } from '../support.ts'

/** The real npm, at the head of npm → Node → engine. */
const npmStart = async () => {
  const npm = spawn('npm', ['start', '--', '--port', '0', '--data', join(temporaryFolder(), 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  npm.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  await eventually(() => expect(said).toContain('Leitai is ready at'), 60_000)
  const tree = treeOf(npm.pid ?? 0)
  onTestFinished(() => {
    for (const id of tree.filter(isAlive)) process.kill(id, 'SIGKILL')
  })
  return { npm, tree }
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
  'npm that gets %s alone leaves no process behind',
  async (signal) => {
    const { npm, tree } = await npmStart()
    expect(tree.length).toBeGreaterThan(4)
    const ended = once(npm, 'exit')
    npm.kill(signal)
    await eventually(() => expect(tree.filter(isAlive)).toEqual([]), 15_000)
    await ended
  },
  90_000,
)

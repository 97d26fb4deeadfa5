import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dataRoot } from '#test/support/data-root.ts'

/** `npm run faults` with these options: how it ended and what it said. */
export async function runFaults(...options: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['faults/run.ts', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: dataRoot },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

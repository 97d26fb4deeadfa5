import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { vi } from 'vitest'
import type { Printed } from './proof-bundle.ts'

const root = join(import.meta.dirname, '../..')
let runs = 0

/**
 * Runs a command that starts nothing in this process, which has loaded most of what it imports: its file alone is loaded anew, as by every
 * start. That it is a program too, with an exit code, shows one test of each command that starts the process.
 *
 * @param file the command, from the repository's root
 */
export async function runHere(file: string, args: string[]): Promise<Printed> {
  const printed = { stdout: '', stderr: '' }
  const hear = (stream: 'stdout' | 'stderr') =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      printed[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      return true
    })
  const spies = [
    hear('stdout'),
    hear('stderr'),
    vi.spyOn(process, 'exit').mockReturnValue(undefined as never),
  ]
  const { argv } = process
  process.argv = [process.execPath, file, ...args]
  try {
    await import(`${pathToFileURL(join(root, file)).href}?run=${++runs}`)
    return { status: Number(process.exitCode ?? 0), ...printed }
  } finally {
    process.argv = argv
    process.exitCode = undefined
    for (const spy of spies) spy.mockRestore()
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { UserError } from '#terminal/user-error.ts'

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new UserError(`${option} takes a whole number, not ‘${text}’.`)
  return Number(text)
}

/** A program that keeps a core busy, and ends with this one at the latest. */
function startLoad(): ChildProcess {
  const program = spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' })
  process.on('exit', () => program.kill('SIGKILL'))
  return program
}

/** How often each test failed, or each file that could not be run. */
async function runAgainAndAgain(times: number, only: string[]): Promise<Map<string, number>> {
  const failures = new Map<string, number>()
  for (let run = 1; run <= times; run++) {
    const failed = await runOnce(only)
    for (const test of failed) failures.set(test, (failures.get(test) ?? 0) + 1)
    say(`${run} of ${times}: ${failed.length === 0 ? 'nothing failed' : failed.join('; ')}`)
  }
  return failures
}

async function runOnce(only: string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'leitai-ten-times-'))
  try {
    const report = join(folder, 'report.json')
    const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
    const options = ['run', '--reporter=json', `--outputFile=${report}`, ...only]
    await once(spawn(process.execPath, [vitest, ...options], { stdio: 'ignore' }), 'exit')
    return failedIn(reportSchema.parse(JSON.parse(readFileSync(report, 'utf8'))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What of Vitest's report says which tests failed. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

const failedIn = ({ testResults }: z.infer<typeof reportSchema>): string[] =>
  testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length > 0) return failed.map(({ fullName }) => `${name}: ${fullName}`)
    return status === 'failed' ? [name] : []
  })

await command({
  does:
    'Runs the tests again and again beside programs that want every core, and names each that failed even once; exit code 1 when one did. ' +
    'Without --only it runs all that npm test runs.',
  usage: 'npm run ten-times -- [--times 10] [--load PROGRAMS] [--only test/pages/watch.test.ts]…',
  options: {
    times: { type: 'string', default: '10' },
    load: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string', multiple: true, default: [] as string[] },
  },
  run: async ({ values: { times, load, only } }) => {
    const programs = Array.from({ length: wholeNumber('--load', load) }, startLoad)
    try {
      const failures = await runAgainAndAgain(wholeNumber('--times', times), only)
      for (const [test, count] of failures) say(`failed ${count} of ${times} times: ${test}`)
      if (failures.size === 0) say(`Nothing failed in ${times} times.`)
      process.exitCode = failures.size === 0 ? 0 : 1
    } finally {
      for (const program of programs) program.kill()
    }
  },
})

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkPublished, checkSince, Findings, sentenceOf } from '#core/verify.ts'
import { runCommand } from '#terminal/command.ts'
import { UserError } from '#terminal/user-error.ts'
import { type ReadBundle, verifyBundle } from '#local/bundle/verify-bundle.ts'

/** Checks a published bundle, without access to any system. Exit code 0 and `verified`, or 1 and every fault with its place. */

const usage = 'Usage: npm run -s verify -- BUNDLE [--since OLDER-BUNDLE]'

function main(): void {
  const { folder, since } = readArguments()
  const findings = new Findings()
  const bundle = verifyBundle(folder, findings)
  if (bundle.log) for (const { result } of bundle.results) checkPublished(bundle.log, result, findings)
  if (since !== undefined) compare(verifyBundle(since, findings, join(since, '/')), bundle, findings)
  print(bundle, findings)
}

function compare(older: ReadBundle, newer: ReadBundle, findings: Findings): void {
  if (!older.log || !newer.log) return
  checkSince({ log: older.log, results: older.results }, { log: newer.log, results: newer.results }, findings)
}

function print(bundle: ReadBundle, findings: Findings): void {
  if (findings.count === 0) return void process.stdout.write(textOf(['verified', ...linesOf(bundle)]))
  const more = findings.count - findings.kept.length
  process.stderr.write(
    textOf([
      ...findings.kept.map(sentenceOf),
      ...(more > 0 ? [`and ${more} more`] : []),
      `not verified: ${findings.count} ${findings.count === 1 ? 'fault' : 'faults'}`,
    ]),
  )
  process.exitCode = 1
}

const linesOf = ({ results, log }: ReadBundle): string[] => [
  ...results.map(
    ({ result: { round, attempt, version, book, digest } }) =>
      `round ${round}, attempt ${attempt}, version ${version}: ${book.lines} ballots, digest ${digest}`,
  ),
  ...(log ? [`log: ${log.state.version} events, head ${log.state.chain}`] : []),
]

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

function readArguments(): { folder: string; since: string | undefined } {
  const { positionals, values } = parsedArguments()
  const [folder, ...others] = positionals
  if (folder === undefined || others.length > 0) throw new UserError(usage)
  return { folder, since: values.since }
}

function parsedArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { since: { type: 'string' } } })
  } catch (error) {
    throw new UserError(usage, { cause: error })
  }
}

await runCommand(main)

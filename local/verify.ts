import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkPublished, checkSince, Findings, sentenceOf } from '#core/verify.ts'
import { runCommand } from './run-command.ts'
import { UserError } from './user-error.ts'
import { type ReadBundle, verifyBundle } from './verify-bundle.ts'

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

function print({ results, log }: ReadBundle, findings: Findings): void {
  if (findings.count > 0) {
    for (const finding of findings.kept) say(process.stderr, sentenceOf(finding))
    const more = findings.count - findings.kept.length
    if (more > 0) say(process.stderr, `and ${more} more`)
    say(process.stderr, `not verified: ${findings.count} ${findings.count === 1 ? 'fault' : 'faults'}`)
    process.exitCode = 1
    return
  }
  say(process.stdout, 'verified')
  for (const { result } of results) {
    const { round, attempt, version, book, digest } = result
    say(
      process.stdout,
      `round ${round}, attempt ${attempt}, version ${version}: ${book.lines} ballots, digest ${digest}`,
    )
  }
  if (log) say(process.stdout, `log: ${log.state.version} events, head ${log.state.chain}`)
}

const say = (stream: NodeJS.WriteStream, text: string): void => void stream.write(`${text}\n`)

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

import { join } from 'node:path'
import { checkPublished, checkSince, Findings } from '#core/verify.ts'
import { command } from '#terminal/command.ts'
import { findingSentence } from '#terminal/sentences.ts'
import { type ReadBundle, verifyBundle } from '#local/bundle/verify-bundle.ts'

await command({
  does: 'Checks a published bundle, without access to any system: exit code 0 and “verified”, or 1 and every fault with its place.',
  usage: 'npm run -s verify -- BUNDLE [--since OLDER-BUNDLE]',
  words: ['BUNDLE'],
  options: { since: { type: 'string' } },
  run: ({ words: [folder], values: { since } }) => {
    const findings = new Findings()
    const bundle = verifyBundle(folder, findings)
    if (bundle.log) for (const { result } of bundle.results) checkPublished(bundle.log, result, findings)
    if (since !== undefined) compare(verifyBundle(since, findings, join(since, '/')), bundle, findings)
    print(bundle, findings)
  },
})

function compare(older: ReadBundle, newer: ReadBundle, findings: Findings): void {
  if (!older.log || !newer.log) return
  checkSince({ log: older.log, results: older.results }, { log: newer.log, results: newer.results }, findings)
}

function print(bundle: ReadBundle, findings: Findings): void {
  if (findings.count === 0) return void process.stdout.write(textOf(['verified', ...linesOf(bundle)]))
  const more = findings.count - findings.kept.length
  process.stderr.write(
    textOf([
      ...findings.kept.map(findingSentence),
      ...(more > 0 ? [`and ${more} more`] : []),
      `not verified: ${findings.count} ${findings.count === 1 ? 'fault' : 'faults'}`,
    ]),
  )
  process.exitCode = 1
}

function linesOf({ results, log }: ReadBundle): string[] {
  return [
    ...results.map(
      ({ result: { round, attempt, version, book, digest } }) =>
        `round ${round}, attempt ${attempt}, version ${version}: ${book.lines} ballots, digest ${digest}`,
    ),
    ...(log ? [`log: ${log.state.version} events, head ${log.state.chain}`] : []),
  ]
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

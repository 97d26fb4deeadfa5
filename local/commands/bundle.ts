import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { statusOf } from '#core/verify.ts'
import { exportContest } from '#local/bundle/export-contest.ts'
import { readText } from '#terminal/files.ts'
import { type Links, linksIn } from '#local/data/links.ts'
import { runCommand } from '#terminal/command.ts'
import { RunningSystem } from '#local/bundle/running-system.ts'
import { UserError } from '#terminal/user-error.ts'

/** Exports a contest of a running system as a bundle that anybody can verify: document, log, results and books. */

const usage =
  'Usage: npm run -s bundle -- CONTEST DIR [--base URL] [--code-file FILE] [--data FOLDER]\n' +
  'The organiser’s code comes from the file, the environment variable LEITAI_CODE, or links.json in the data folder (.leitai).'

async function main(): Promise<void> {
  const { contest, folder, base, code } = readArguments()
  const { log, results } = await exportContest(await RunningSystem.signIn(base, code), contest, folder)
  say(`${folder}: ${results.length} sealed ${results.length === 1 ? 'round' : 'rounds'}, verified`)
  if (!log) return
  say(`log: ${log.state.version} events, head ${log.state.chain}`)
  for (const { result } of results)
    if (statusOf(log, result) === 'sealed')
      say(`Round ${result.round} is not published yet: keep this bundle to yourself until it is.`)
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function readArguments() {
  const { positionals, values } = parsedArguments()
  const [contest, folder, ...others] = positionals
  if (contest === undefined || folder === undefined || others.length > 0) throw new UserError(usage)
  const given = values['code-file'] === undefined ? process.env['LEITAI_CODE'] : readText(values['code-file'])
  if (given !== undefined && values.base !== undefined)
    return { contest, folder, base: baseFrom(values.base), code: given.trim() }
  const links = linksIn(join(values.data, 'links.json'))
  return {
    contest,
    folder,
    base: baseFrom(values.base ?? links.base),
    code: given?.trim() ?? codeFor(contest, links),
  }
}

/** The organiser's of this contest; the owner is organiser in all others. */
const codeFor = (contest: string, { contest: own, organiser, owner }: Links): string =>
  own === contest ? organiser.code : owner.code

function baseFrom(text: string): string {
  if (!/^https?:\/\/[^\s/@]+\/?$/.test(text))
    throw new UserError('--base takes an address such as https://vote.example.org, without a path.')
  return text.replace(/\/$/, '')
}

function parsedArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        base: { type: 'string' },
        'code-file': { type: 'string' },
        data: { type: 'string', default: '.leitai' },
      },
    })
  } catch (error) {
    throw new UserError(usage, { cause: error })
  }
}

await runCommand(main)

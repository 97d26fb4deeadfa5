import { join } from 'node:path'
import { statusOf } from '#core/verify.ts'
import { exportContest } from '#local/bundle/export-contest.ts'
import { readText } from '#terminal/files.ts'
import { type Links, linksIn } from '#local/data/links.ts'
import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { SystemReader } from '#local/bundle/system-reader.ts'
import { UserError } from '#terminal/user-error.ts'

await command({
  does: 'Exports a contest of a running system as a bundle that anybody can verify: document, log, results and books.',
  usage: 'npm run -s bundle -- CONTEST DIR [--base URL] [--code-file FILE] [--data FOLDER]',
  notes:
    'The organiser’s code comes from the file, the environment variable LEITAI_CODE, or links.json in the data folder (.leitai).',
  words: ['CONTEST', 'DIR'],
  options: {
    base: { type: 'string' },
    'code-file': { type: 'string' },
    data: { type: 'string', default: '.leitai' },
  },
  run: async ({ words: [contest, folder], values }) => {
    const { base, code } = whereFrom(contest, values)
    const { log, results } = await exportContest(await SystemReader.signIn(base, code), contest, folder)
    say(`${folder}: ${results.length} sealed ${results.length === 1 ? 'round' : 'rounds'}, verified`)
    if (!log) return
    say(`log: ${log.state.version} events, head ${log.state.chain}`)
    for (const { result } of results)
      if (statusOf(log, result) === 'sealed')
        say(`Round ${result.round} is not published yet: keep this bundle to yourself until it is.`)
  },
})

type Asked = { base?: string | undefined; 'code-file'?: string | undefined; data: string }

/** The address, and the code that opens the contest there. */
function whereFrom(
  contest: string,
  { base, 'code-file': file, data }: Asked,
): { base: string; code: string } {
  const given = (file === undefined ? process.env['LEITAI_CODE'] : readText(file))?.trim()
  if (given !== undefined && base !== undefined) return { base: baseFrom(base), code: given }
  const links = linksIn(join(data, 'links.json'))
  return { base: baseFrom(base ?? links.base), code: given ?? codeFor(contest, links) }
}

/** The organiser's of this contest; the owner is organiser in all others. */
function codeFor(contest: string, { contest: own, organiser, owner }: Links): string {
  return own === contest ? organiser.code : owner.code
}

function baseFrom(text: string): string {
  if (!/^https?:\/\/[^\s/@]+\/?$/.test(text))
    throw new UserError('--base takes an address such as https://vote.example.org, without a path.')
  return text.replace(/\/$/, '')
}

import { parseArgs } from 'node:util'
import { readRosterFile } from '#local/data/contest-files.ts'
import { importContest, readImportable } from '#local/bundle/import-contest.ts'
import { runCommand } from '#terminal/command.ts'
import { UserError } from '#terminal/user-error.ts'

/** Puts a contest from its bundle into an empty data folder. */

const usage = 'Usage: npm run -s import -- BUNDLE --data FOLDER [--roster FILE.csv]'

async function main(): Promise<void> {
  const { folder, data, roster: rosterFile } = readArguments()
  const bundle = readImportable(folder)
  const roster = rosterFile === undefined ? [] : readRosterFile(rosterFile, bundle.contest)
  await importContest(bundle, roster, data)
  say(`${bundle.contest.id}: ${bundle.log.events.length} events, ${bundle.results.length} sealed rounds`)
  say(`All codes are new; they stand in ${data}/links.json.`)
  if (rosterFile === undefined && Object.keys(bundle.log.state.eligible).length > 0)
    say(
      'A bundle names nobody: judges and voters come back with --roster FILE.csv, now and not later, ' +
        'for the log has counted them already. Nobody of the roster can vote in this copy.',
    )
  say(`Start it with: npm start -- --data ${data}`)
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function readArguments(): { folder: string; data: string; roster: string | undefined } {
  const { positionals, values } = parsedArguments()
  const [folder, ...others] = positionals
  if (folder === undefined || values.data === undefined || others.length > 0) throw new UserError(usage)
  return { folder, data: values.data, roster: values.roster }
}

function parsedArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, roster: { type: 'string' } },
    })
  } catch (error) {
    throw new UserError(usage, { cause: error })
  }
}

await runCommand(main)

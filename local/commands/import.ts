import { readRosterFile } from '#local/data/roster-file.ts'
import { importContest, readImportable } from '#local/bundle/import-contest.ts'
import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { UserError } from '#terminal/user-error.ts'

const usage = 'npm run -s import -- BUNDLE --data FOLDER [--roster FILE.csv]'

await command({
  does: 'Puts a contest from its bundle into an empty data folder.',
  usage,
  words: ['BUNDLE'],
  options: { data: { type: 'string' }, roster: { type: 'string' } },
  run: async ({ words: [folder], values: { data, roster: rosterFile } }) => {
    if (data === undefined) throw new UserError(`Usage: ${usage}`)
    const bundle = readImportable(folder)
    const roster =
      rosterFile === undefined ? { rows: [], notes: [] } : readRosterFile(rosterFile, bundle.contest)
    await importContest(bundle, roster.rows, data)
    for (const note of roster.notes) say(note)
    say(`${bundle.contest.id}: ${bundle.log.events.length} events, ${bundle.results.length} sealed rounds`)
    say(`All codes are new; they stand in ${data}/links.json.`)
    if (rosterFile === undefined && Object.keys(bundle.log.state.eligible).length > 0)
      say(
        'A bundle names nobody: judges and voters come back with --roster FILE.csv, now and not later, ' +
          'for the log has counted them already. Nobody of the roster can vote in this copy.',
      )
    say(`Start it with: npm start -- --data ${data}`)
  },
})

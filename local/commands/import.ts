import { readRosterFile } from '#local/data/roster-file.ts'
import { checkImport, importContest, readImportable } from '#local/bundle/import-contest.ts'
import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { UserError } from '#terminal/user-error.ts'

const usage = 'npm run -s import -- BUNDLE --data FOLDER [--roster FILE [--sheet NAME] [--yes]]'

await command({
  does: 'Puts a contest from its bundle into an empty data folder.',
  usage,
  notes:
    'With --roster it first shows how the file is understood: which columns count, what is not used, the first rows. It imports once --yes says that these are the people; ' +
    'of a workbook the first sheet, or the one that --sheet names.',
  words: ['BUNDLE'],
  options: {
    data: { type: 'string' },
    roster: { type: 'string' },
    sheet: { type: 'string' },
    yes: { type: 'boolean', default: false },
  },
  run: async ({ words: [folder], values: { data, roster: rosterFile, sheet, yes } }) => {
    if (data === undefined || (sheet !== undefined && rosterFile === undefined))
      throw new UserError(`Usage: ${usage}`)
    const bundle = readImportable(folder)
    const { rows, notes, firstRows } =
      rosterFile === undefined
        ? { rows: [], notes: [], firstRows: [] }
        : readRosterFile(rosterFile, bundle.contest, sheet)
    checkImport(bundle, rows, data)
    for (const line of [...notes, ...firstRows]) say(line)
    if (rows.length > firstRows.length) say(`and ${rows.length - firstRows.length} more`)
    if (rosterFile !== undefined && !yes)
      throw new UserError(
        'Nothing is imported yet: if these are the people, give the same command with --yes.',
      )
    await importContest(bundle, rows, data)
    say(`${bundle.contest.id}: ${bundle.log.events.length} events, ${bundle.results.length} sealed rounds`)
    say(`All codes are new; they stand in ${data}/links.json.`)
    if (rosterFile === undefined && Object.keys(bundle.log.state.eligible).length > 0)
      say(
        'A bundle names nobody: judges and voters come back with --roster FILE, now and not later, ' +
          'for the log has counted them already. Nobody of the roster can vote in this copy.',
      )
    say(`Start it with: npm start -- --data ${data}`)
  },
})

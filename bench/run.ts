import { writeFile } from 'node:fs/promises'
import { buildPages } from '#local/system/build-pages.ts'
import { command } from '#terminal/command.ts'
import { UserError } from '#terminal/user-error.ts'
import { sectionsOf } from './figures.ts'
import { type Life, measureLife } from './life.ts'
import { machine } from './machine.ts'
import { pageSizes } from './pages.ts'
import { loadOfPhone, type PhoneLoad } from './phone.ts'
import { reportText } from './report.ts'

const mostRuns = 50
const say = (text: string): void => console.error(text)

await command({
  does: 'Measures the whole system on this machine. Fails when an answer is wrong or a ballot is lost.',
  usage: 'npm run bench -- [--runs 3] [--json FILE]',
  options: { runs: { type: 'string', default: '3' }, json: { type: 'string' } },
  run: ({ values: { runs, json } }) => bench(runsFrom(runs), json),
})

function runsFrom(text: string): number {
  const runs = Number(text)
  if (!Number.isInteger(runs) || runs < 1 || runs > mostRuns)
    throw new UserError(`--runs takes 1 to ${mostRuns}, not ‘${text}’.`)
  return runs
}

async function bench(runs: number, json: string | undefined): Promise<void> {
  const where = machine()
  await buildPages(say)

  const lives: Life[] = []
  const loads: PhoneLoad[] = []
  for (let run = 1; run <= runs; run++) {
    say(`Run ${run} of ${runs}`)
    lives.push(await measureLife(say))
    say('  a phone loads the page of a voter')
    loads.push(await loadOfPhone())
  }

  const sections = sectionsOf(lives, loads, pageSizes())
  console.log(reportText(where, runs, sections))
  if (json !== undefined) await writeFile(json, JSON.stringify({ machine: where, runs, sections }, null, 2))
}

import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { buildPages } from '#local/system/build-pages.ts'
import { sectionsOf } from './figures.ts'
import { type Life, measureLife } from './life.ts'
import { machine } from './machine.ts'
import { pageSizes } from './pages.ts'
import { loadOfPhone, type PhoneLoad } from './phone.ts'
import { reportText } from './report.ts'

/** `npm run bench`: measures the whole system on this machine. Fails when an answer is wrong or a ballot is lost. */

const mostRuns = 50
const say = (text: string): void => console.error(text)

const readOptions = (): { runs: number; json: string | undefined } => {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '3' }, json: { type: 'string' } },
  })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1 || runs > mostRuns) throw new Error(`--runs takes 1 to ${mostRuns}`)
  return { runs, json: values.json }
}

const { runs, json } = readOptions()
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

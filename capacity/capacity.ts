import { parseArgs } from 'node:util'
import { writeCapacity } from './capacity-document.ts'
import { reportParts } from './report.ts'

/** `npm run capacity`: prints what the model says; with `--write` it puts that into docs/capacity.md instead. */
try {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
  if (values.write) writeCapacity()
  else for (const [name, part] of Object.entries(reportParts())) console.log(`## ${name}\n\n${part}\n`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

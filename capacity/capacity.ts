import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { writeCapacity } from './capacity-document.ts'
import { reportParts } from './report.ts'

await command({
  does: 'Prints what one deployment on AWS carries and costs by the model; with --write it puts that into docs/capacity.md instead.',
  usage: 'npm run capacity -- [--write]',
  options: { write: { type: 'boolean', default: false } },
  run: ({ values: { write } }) => {
    if (write) return writeCapacity()
    for (const [name, part] of Object.entries(reportParts())) say(`## ${name}\n\n${part}\n`)
  },
})

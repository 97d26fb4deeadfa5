import { command } from '#terminal/command.ts'
import { errorMessage, UserError } from '#terminal/user-error.ts'
import { startLeitai } from './start-leitai.ts'
import { optionsFrom, startOptions, withHostAddress } from './start-options.ts'

await command({
  does: 'Runs the whole system on this machine until it is told to stop.',
  usage:
    'npm start -- [--port 8080] [--data .leitai] [--contest FILE] [--roster FILE.csv] [--host [ADDRESS] [--host-console]] [--address URL] [--cert FILE --key FILE]',
  options: startOptions,
  args: withHostAddress(process.argv.slice(2)),
  run: ({ values }) => startLeitai(optionsFrom(values, process.env)),
  explain: (error) => new UserError(`Leitai cannot start: ${errorMessage(error)}`),
})
// What was started before a fault would keep the process alive.
if (process.exitCode !== undefined) process.exit()

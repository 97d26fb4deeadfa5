import { errorMessage, UserError } from '#terminal/user-error.ts'
import { run } from './start-leitai.ts'

/** `npm start`: the whole system on this machine until it is told to stop. */
try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof UserError ? error.message : `Leitai cannot start: ${errorMessage(error)}`)
  process.exit(1)
}

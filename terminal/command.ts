import { UserError } from './user-error.ts'

/** Runs a command of the terminal. What the person there can put right is said in a sentence on stderr, with exit code 1. */
export async function runCommand(main: () => void | Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

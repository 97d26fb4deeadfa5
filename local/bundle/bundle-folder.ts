import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { files, flatPlace, roundPlace, type RoundPlace, roundsFolder } from '#core/bundle.ts'
import { chunksOf } from '#terminal/files.ts'
import { UserError } from '#terminal/user-error.ts'

/** The rounds of a bundle, in order of their folders. */
export function roundPlaces(folder: string): RoundPlace[] {
  const rounds = join(folder, roundsFolder)
  if (!existsSync(rounds)) return [flatPlace]
  const places = readdirSync(rounds)
    .filter((name) => isFolder(join(rounds, name)))
    .sort()
    .map(roundPlace)
  return existsSync(join(folder, files.result)) ? [flatPlace, ...places] : places
}

/** Throws a `UserError` for a path that is no folder. */
export function checkFolder(folder: string): void {
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`)
  if (!isFolder(folder)) throw new UserError(`${folder} is a file, and a bundle is a folder.`)
}

const isFolder = (path: string): boolean => statSync(path).isDirectory()

export function sha256Of(file: string): string {
  const hash = createHash('sha256')
  for (const bytes of chunksOf(file)) hash.update(bytes)
  return hash.digest('hex')
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makePrivate } from './private-folder.ts'
import { errorCode, errorMessage, UserError } from '#terminal/user-error.ts'

/** What is written into the folder, and how. A later program that changes it raises the number, and brings older folders forward or refuses them. */
const layout = 3

export type DataFolder = {
  path: string
  /** Nothing was ever loaded into it. */
  isEmpty: boolean
  /** The embedded engine's file. */
  database: string
  /** How far each subscription has read its stream. */
  checkpoints: string
  keys: string
  links: string
  /** What is being loaded; there while a load has not finished. */
  loading: string
  /** Records that a stream function could not take. */
  failed: string
  /** Lets another Leitai have the folder. */
  release: () => void
}

/** Opens or creates the folder and keeps other Leitais out of it. Throws a `UserError` that says what to do. */
export const openDataFolder = (folder: string): DataFolder => {
  const path = resolve(folder)
  const file = (name: string): string => join(path, name)
  makeFolder(path)
  checkLayout(path)
  const release = lock(path)
  try {
    makePrivate(path)
  } catch (error) {
    release()
    throw error
  }
  return {
    path,
    isEmpty: !['links.json', 'loading.json', 'leitai.db'].some((name) => existsSync(file(name))),
    database: file('leitai.db'),
    checkpoints: file('delivery.db'),
    keys: file('keys.json'),
    links: file('links.json'),
    loading: file('loading.json'),
    failed: file('failed'),
    release,
  }
}

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new UserError(
      `The data folder ${path} cannot be made (${errorMessage(error)}): choose another with --data FOLDER.`,
    )
  }
}

const checkLayout = (path: string): void => {
  const marker = join(path, 'version')
  const version = readIfThere(marker)
  if (version === undefined) {
    const strangers = readdirSync(path).filter((name) => name !== 'version.new')
    if (strangers.length > 0) {
      throw new UserError(
        `The folder ${path} holds other things (${strangers[0]} …): choose an empty one with --data FOLDER.`,
      )
    }
    writeWhole(marker, `${layout}\n`)
    return
  }
  if (!/^\d+\s*$/.test(version)) {
    throw new UserError(
      `The file ${marker} is damaged: put back a copy of the data folder, or start a new one with --data FOLDER.`,
    )
  }
  if (Number(version) < layout) {
    throw new UserError(
      `The data folder ${path} was written by an older Leitai, whose logs this one cannot go on with: finish its contest with that version, or start a new one with --data FOLDER.`,
    )
  }
  if (Number(version) > layout) {
    throw new UserError(
      `The data folder ${path} was written by a newer Leitai (layout ${version.trim()}, this one knows ${layout}): update Leitai.`,
    )
  }
}

/** A lock of SQLite's, because the system drops it with the process, however that ends; a file with a process id goes stale. */
const lock = (path: string): (() => void) => {
  const holder = new DatabaseSync(join(path, 'lock'), { timeout: 0 })
  try {
    holder.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    holder.close()
    throw new UserError(
      /locked|busy/.test(errorMessage(error))
        ? `The data folder ${path} is in use by another Leitai: stop that one first, or choose another folder with --data FOLDER.`
        : `The data folder ${path} cannot be locked (${errorMessage(error)}): check that it can be written, or choose another with --data FOLDER.`,
    )
  }
  return () => holder.close()
}

/** The text of a file, or nothing when there is none. */
export const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Replaces a file as a whole: whoever reads it, even after a crash, finds the old text or the new one. Only we may read it. */
export const writeWhole = (path: string, text: string): void => {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod'
import type { AnswerOf, Asked } from '#client/types.ts'
import { bundleFiles, type BundleFile, type BundleSource, files, sumLine } from '#core/bundle.ts'
import { canonicalJson } from '#core/canonical.ts'
import { Findings, parseLog, sealedRounds } from '#core/verify.ts'
import { readComments, readContest, readLog, readResult, type Route } from '#functions/routes.ts'
import { sha256Of } from './bundle-folder.ts'
import type { SystemReader } from './system-reader.ts'
import { findingSentence } from '#terminal/sentences.ts'
import { UserError } from '#terminal/user-error.ts'
import { type ReadBundle, verifyBundle } from './verify-bundle.ts'

/** Writes the bundle of a contest into a folder that must be empty or not there, and verifies it. All of it is there, or nothing. */
export async function exportContest(
  system: SystemReader,
  contest: string,
  folder: string,
): Promise<ReadBundle> {
  const target = resolve(folder)
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new UserError(`The folder ${folder} holds other things: name one that is empty or not there.`)
  mkdirSync(dirname(target), { recursive: true })
  const draft = mkdtempSync(`${target}.`)
  try {
    await new Export(system, contest, draft).write()
    const findings = new Findings()
    const bundle = verifyBundle(draft, findings)
    if (findings.count > 0)
      throw new UserError(
        [
          'What the system gave does not verify; nothing was written:',
          ...findings.kept.map(findingSentence),
        ].join('\n'),
      )
    if (existsSync(target)) rmdirSync(target)
    renameSync(draft, target)
    return bundle
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

class Export {
  readonly #system: SystemReader
  readonly #path: { contest: string }
  readonly #folder: string

  constructor(system: SystemReader, contest: string, folder: string) {
    this.#system = system
    this.#path = { contest }
    this.#folder = folder
  }

  async write(): Promise<void> {
    for await (const { file, content } of bundleFiles(this.#source)) await this.#put(file, content)
  }

  get #source(): BundleSource {
    const roundPath = (round: string) => ({ ...this.#path, round })
    return {
      log: () => this.#log(),
      contest: async () => canonicalJson(await this.#read(readContest, { path: this.#path })),
      sealedRounds: (log) => sealedRounds(parseLog(log, files.log, new Findings())),
      result: async (round) => canonicalJson(await this.#read(readResult, { path: roundPath(round) })),
      book: (round) => this.#system.readBook(roundPath(round)),
      comments: async (round) => {
        const comments = await this.#system.readAsPublic(readComments, { path: roundPath(round) })
        return comments && canonicalJson(comments)
      },
    }
  }

  async #log(): Promise<string> {
    const log = await this.#system.read(readLog, { path: this.#path })
    if (log === undefined)
      throw new UserError(`The code opens no contest ${this.#path.contest}, or there is no such contest.`)
    return log.events.map((event) => `${canonicalJson(z.json().parse(event))}\n`).join('')
  }

  async #read<Defined extends Route>(route: Defined, asked: Asked<Defined>): Promise<AnswerOf<Defined>> {
    const value = await this.#system.read(route, asked)
    if (value === undefined)
      throw new UserError(`The contest moved while it was being read (${route.path} is gone): try again.`)
    return value
  }

  async #put(file: string, content: BundleFile['content']): Promise<void> {
    const path = join(this.#folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : '')
    if (typeof content !== 'string') for await (const bytes of content) appendFileSync(path, bytes)
    appendFileSync(join(this.#folder, files.sums), sumLine(sha256Of(path), file))
  }
}

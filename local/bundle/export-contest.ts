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
import { contestSchema } from '#contract/contest.ts'
import { resultSchema } from '#contract/live.ts'
import { logSchema, releasedCommentsSchema } from '#contract/office.ts'
import { canonicalJson } from '#core/canonical.ts'
import { Findings, readLog, sealedRounds, sentenceOf } from '#core/verify.ts'
import { files, flatPlace, roundPlace, type RoundPlace, sumLine } from './bundle-folder.ts'
import type { RunningSystem } from './running-system.ts'
import { UserError } from '#terminal/user-error.ts'
import { type ReadBundle, verifyBundle } from './verify-bundle.ts'

/** Writes the bundle of a contest into a folder that must be empty or not there, and verifies it. All of it is there, or nothing. */
export async function exportContest(
  system: RunningSystem,
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
        ['What the system gave does not verify; nothing was written:', ...findings.kept.map(sentenceOf)].join(
          '\n',
        ),
      )
    if (existsSync(target)) rmdirSync(target)
    renameSync(draft, target)
    return bundle
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

class Export {
  readonly #system: RunningSystem
  readonly #contest: string
  readonly #folder: string

  constructor(system: RunningSystem, contest: string, folder: string) {
    this.#system = system
    this.#contest = contest
    this.#folder = folder
  }

  async write(): Promise<void> {
    // The log first: whatever happens while the rest is read cannot be missing from it, only be later.
    const log = await this.#log()
    this.#put(files.contest, canonicalJson(contestSchema.parse(await this.#read(''))))
    this.#put(files.log, log)
    const rounds = sealedRounds(readLog(log, files.log, new Findings()))
    for (const round of rounds) await this.#round(round, rounds.length === 1 ? flatPlace : roundPlace(round))
  }

  async #log(): Promise<string> {
    const log = await this.#system.read(this.#path('/log'))
    if (log === undefined)
      throw new UserError(`The code opens no contest ${this.#contest}, or there is no such contest.`)
    return logSchema
      .parse(log)
      .events.map((event) => `${canonicalJson(z.json().parse(event))}\n`)
      .join('')
  }

  async #round(round: string, place: RoundPlace): Promise<void> {
    const path = `/rounds/${encodeURIComponent(round)}`
    mkdirSync(dirname(join(this.#folder, place.result)), { recursive: true })
    this.#put(place.result, canonicalJson(resultSchema.parse(await this.#read(`${path}/result`))))
    await this.#book(`${path}/book`, place.book)
    const comments = await this.#system.readAsPublic(this.#path(`${path}/comments`))
    if (comments !== undefined)
      this.#put(place.comments, canonicalJson(releasedCommentsSchema.parse(comments)))
  }

  async #book(path: string, file: string): Promise<void> {
    writeFileSync(join(this.#folder, file), '')
    for await (const bytes of this.#system.readBytes(this.#path(path)))
      appendFileSync(join(this.#folder, file), bytes)
    this.#sum(file)
  }

  async #read(path: string): Promise<unknown> {
    const value = await this.#system.read(this.#path(path))
    if (value === undefined)
      throw new UserError(`The contest moved while it was being read (${path} is gone): try again.`)
    return value
  }

  #put(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text)
    this.#sum(file)
  }

  #sum(file: string): void {
    appendFileSync(join(this.#folder, files.sums), sumLine(this.#folder, file))
  }

  #path(path: string): string {
    return `/api/contests/${encodeURIComponent(this.#contest)}${path}`
  }
}

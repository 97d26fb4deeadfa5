import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contest } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import {
  BookReader,
  checkResult,
  contestInForce,
  earlierBooks,
  earlierResults,
  type Findings,
  parseContestFile,
  parseLog,
  type ParsedLog,
  parseResult,
  roundOf,
  sealedRounds,
  type StreamHash,
} from '#core/verify.ts'
import { files, flatPlace, type RoundPlace } from '#core/bundle.ts'
import { checkFolder, roundPlaces, sha256Of } from './bundle-folder.ts'
import { chunksOf } from '#terminal/files.ts'

/** A bundle as it was read; `name` is put before its files in findings. */
export type ReadBundle = {
  contest: Contest | undefined
  log: ParsedLog | undefined
  /** `earlier`: the versions that each supersedes, counted again from its book and the log. */
  results: { file: string; place: RoundPlace; result: Result; earlier: Result[] }[]
}

/** Reads a bundle and checks everything in it but whether its results are public. Throws a `UserError` for what is no folder. */
export function verifyBundle(folder: string, findings: Findings, name = ''): ReadBundle {
  checkFolder(folder)
  const bundle = new Bundle(folder, name, findings)
  bundle.checkSums()
  const log = bundle.read(files.log, (text, file) => parseLog(text, file, findings))
  const contest = bundle.read(files.contest, (text, file) => parseContestFile(text, file, log, findings))
  const places = placesIn(folder, log)
  const results = places.flatMap((place) => {
    const read = bundle.readRound(place, contest, log)
    return read ? [{ file: name + place.result, place, ...read }] : []
  })
  if (log && !places.includes(flatPlace)) checkComplete(log, places, findings)
  return { contest, log, results }
}

/** Before the first seal there is no round to look for. */
function placesIn(folder: string, log: ParsedLog | undefined): RoundPlace[] {
  const places = roundPlaces(folder)
  const hasNone = places.every((place) =>
    [place.result, place.book].every((file) => !existsSync(join(folder, file))),
  )
  return hasNone && log && sealedRounds(log).length === 0 ? [] : places
}

/** A bundle with a folder for each round has all of them. */
function checkComplete(log: ParsedLog, places: readonly RoundPlace[], findings: Findings): void {
  const there = new Set(places.map(({ folder }) => folder))
  for (const round of sealedRounds(log))
    if (!there.has(round)) findings.add({ code: 'missing-result', file: log.file, result: { round } })
}

class Bundle {
  readonly #folder: string
  readonly #name: string
  readonly #findings: Findings

  constructor(folder: string, name: string, findings: Findings) {
    this.#folder = folder
    this.#name = name
    this.#findings = findings
  }

  /** What `read` makes of a file's text; undefined, with a finding, where it is missing or no text. */
  read<Content>(file: string, read: (text: string, file: string) => Content): Content | undefined {
    const path = join(this.#folder, file)
    const shown = this.#name + file
    if (!existsSync(path)) {
      this.#findings.add({ code: 'missing-file', file: shown })
      return undefined
    }
    const text = textOf(readFileSync(path))
    if (text === undefined) {
      this.#findings.add({ code: 'not-utf8', file: shown })
      return undefined
    }
    return read(text, shown)
  }

  readRound(
    { folder, result: file, book: bookFile }: RoundPlace,
    defined: Contest | undefined,
    log: ParsedLog | undefined,
  ): { result: Result; earlier: Result[] } | undefined {
    const result = this.read(file, (text, shown) => parseResult(text, shown, this.#findings))
    const hasBook = existsSync(join(this.#folder, bookFile))
    if (!hasBook) this.#findings.add({ code: 'missing-file', file: this.#name + bookFile })
    if (result && folder !== undefined && result.round !== folder)
      this.#findings.add({
        code: 'wrong-folder',
        file: this.#name + file,
        path: '$.round',
        expected: folder,
        found: result.round,
      })
    const contest = defined && contestInForce(defined, log)
    const round = contest && result && roundOf(contest, result, this.#name + file, this.#findings)
    if (!result) return undefined
    if (!contest || !round || !hasBook) return { result, earlier: [] }
    const shown = { result: this.#name + file, book: this.#name + bookFile }
    const reader = new BookReader(
      contest,
      round,
      shown.book,
      this.#findings,
      nodeHash(),
      earlierBooks(log, result),
    )
    for (const bytes of chunksOf(join(this.#folder, bookFile))) reader.add(bytes)
    const parts = { contest, round, result, book: reader.end() }
    checkResult(parts, log, shown, this.#findings)
    return { result, earlier: log ? earlierResults(parts, log).map((one) => one.result) : [] }
  }

  checkSums(): void {
    if (!existsSync(join(this.#folder, files.sums))) return
    const listed = new Set<string>()
    this.read(files.sums, (text, file) => {
      for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
        const [, sum, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
        if (sum === undefined || name === undefined)
          this.#findings.add({ code: 'not-a-line', file, line: index + 1 })
        else {
          listed.add(name)
          this.#checkSum(name, sum)
        }
      }
    })
    const places = roundPlaces(this.#folder).flatMap(({ result, book, comments }) => [result, book, comments])
    for (const file of [files.contest, files.log, ...places])
      if (!listed.has(file) && existsSync(join(this.#folder, file)))
        this.#findings.add({ code: 'unlisted-file', file: this.#name + file })
  }

  #checkSum(file: string, expected: string): void {
    const path = join(this.#folder, file)
    if (!existsSync(path)) return this.#findings.add({ code: 'missing-file', file: this.#name + file })
    const found = sha256Of(path)
    if (found !== expected)
      this.#findings.add({ code: 'wrong-bytes', file: this.#name + file, expected, found })
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The system's own SHA-256, many times faster than one written in JavaScript. */
function nodeHash(): StreamHash {
  const hash = createHash('sha256')
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') }
}

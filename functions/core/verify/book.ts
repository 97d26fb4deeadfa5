import { utf8ToBytes } from '@noble/hashes/utils.js'
import { bookLineSchema, type BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import { ballotRules, filled, type FilledBallot, type RoundRules } from '../ballot.ts'
import type { Mark } from '../ballot/mark.ts'
import { checkShape, within } from '../faults.ts'
import { recusalFaults, shadowFaults } from './recusal.ts'
import { bookLine, withExclusions } from '../seal.ts'
import type { Tally } from '../tally.ts'
import type { Findings } from './findings.ts'
import { plainHash, type StreamHash } from './hash.ts'
import { parsed } from './json.ts'
import { Lines } from './lines.ts'

/** What a book says: its own figures, and the count of its ballots unless one of them could not be counted. */
export type ReadBook = {
  sha256: string
  lines: number
  /** Of the ballots that count. */
  tally: Tally | undefined
  /** Which ballots do not count, by their receipts, and why. */
  excluded: ReadonlyMap<string, string>
  /** How many of them there are in each panel. */
  excludedIn: Readonly<Record<string, number>>
  /** The same ballots as versions before had them, by the number of the version. */
  earlier: ReadonlyMap<number, { sha256: string; tally: Tally }>
}

/** What the ballots of a book were in an earlier version: which of them did not count then. */
export type EarlierBook = { version: number; excluded: ReadonlyMap<string, string> }

type EarlierCount = EarlierBook & { hash: StreamHash; tally: Map<Mark, number> }

/**
 * Reads a book as its bytes come, in pieces of any size, and keeps only the count. In a named round the voters' ids are kept too, to find
 * one who stands there twice.
 */
export class BookReader {
  readonly #file: string
  readonly #findings: Findings
  readonly #hash: StreamHash
  readonly #rules: RoundRules
  readonly #contest: Contest
  readonly #round: Round
  readonly #isSecret: boolean
  readonly #lines = new Lines((text, number) => this.#take(text, number))
  readonly #tally = new Map<Mark, number>()
  readonly #voters = new Set<string>()
  readonly #excluded = new Map<string, string>()
  readonly #excludedIn: Record<string, number> = {}
  readonly #earlier: EarlierCount[]
  #lastId = ''
  #isWhole = true

  constructor(
    contest: Contest,
    round: Round,
    file: string,
    findings: Findings,
    hash: StreamHash,
    earlier: readonly EarlierBook[] = [],
  ) {
    this.#file = file
    this.#findings = findings
    this.#hash = hash
    this.#rules = ballotRules(contest, round)
    this.#contest = contest
    this.#round = round
    this.#isSecret = round.secret ?? false
    this.#earlier = earlier.map((one) => ({ ...one, hash: plainHash(), tally: new Map<Mark, number>() }))
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    this.#lines.add(bytes)
  }

  end(): ReadBook {
    const rest = this.#lines.end()
    const line = this.#lines.count + 1
    if (!this.#lines.isText) this.#refuse({ code: 'not-utf8', line })
    else if (rest !== '') this.#refuse({ code: 'unended-line', line })
    return {
      sha256: this.#hash.hex(),
      lines: this.#lines.count,
      tally: this.#isWhole ? this.#tally : undefined,
      excluded: this.#excluded,
      excludedIn: this.#excludedIn,
      earlier: new Map(
        this.#earlier.map(({ version, hash, tally }) => [version, { sha256: hash.hex(), tally }]),
      ),
    }
  }

  #take(text: string, number: number): void {
    const read = this.#read(text, number)
    if (!read) return
    this.#checkPlace(read.line, number)
    const { id, excluded, recused, shadow } = read.line
    if (excluded !== undefined) this.#excluded.set(id, excluded)
    const marks = shadow ? [] : this.#rules.marks(read.ballot, recused)
    if (excluded === undefined) count(this.#tally, marks)
    else if (!shadow) {
      const panel = read.ballot.electorate
      this.#excludedIn[panel] = (this.#excludedIn[panel] ?? 0) + 1
    }
    for (const { excluded, hash, tally } of this.#earlier) {
      hash.update(utf8ToBytes(`${bookLine(withExclusions(read.line, excluded))}\n`))
      if (!excluded.has(id)) count(tally, marks)
    }
  }

  #read(text: string, line: number): { line: BookLine; ballot: FilledBallot } | undefined {
    if (text === '') return this.#refuse({ code: 'empty-line', line })
    const value = parsed(text)
    if (value === undefined) return this.#refuse({ code: 'not-json', line })
    const checked = checkShape(bookLineSchema, value)
    const ballot = 'data' in checked ? filled(checked.data.ballot) : undefined
    const [first] =
      'faults' in checked ? checked.faults : ballot ? this.#ballotFaults(checked.data, ballot) : []
    if (first) {
      const { path, ...fault } = first
      return this.#refuse({ code: 'faults' in checked ? 'wrong-shape' : 'ballot-rule', line, path, fault })
    }
    const data = 'data' in checked ? checked.data : undefined
    if (!data || !ballot || bookLine(data) !== text) return this.#refuse({ code: 'not-canonical', line })
    return { line: data, ballot }
  }

  #ballotFaults({ recused = [], shadow }: BookLine, ballot: FilledBallot) {
    const faults = this.#rules.check(ballot, recused).map((found) => within('$.ballot', found))
    return [
      ...faults,
      ...recusalFaults(this.#round, this.#rules.contestants, ballot.electorate, recused),
      ...shadowFaults(this.#contest, ballot.electorate, shadow),
    ]
  }

  #checkPlace({ id, voter }: BookLine, line: number): void {
    if (id === this.#lastId) this.#refuse({ code: 'repeated-id', line, path: '$.id', found: id })
    if (id < this.#lastId)
      this.#refuse({
        code: 'not-sorted',
        line,
        path: '$.id',
        expected: { code: 'after', params: { id: this.#lastId } },
        found: id,
      })
    this.#lastId = id
    if (this.#isSecret && voter !== undefined) this.#refuse({ code: 'voter-named', line, path: '$.voter' })
    if (this.#isSecret) return
    if (voter === undefined) return void this.#refuse({ code: 'voter-missing', line, path: '$.voter' })
    if (this.#voters.has(voter)) this.#refuse({ code: 'repeated-voter', line, path: '$.voter', found: voter })
    this.#voters.add(voter)
  }

  /** What is wrong with one line makes the count of all of them meaningless. */
  #refuse(finding: Omit<Parameters<Findings['add']>[0], 'file'>): undefined {
    this.#isWhole = false
    this.#findings.add({ file: this.#file, ...finding })
    return undefined
  }
}

function count(tally: Map<Mark, number>, marks: Iterable<Mark>): void {
  for (const mark of marks) tally.set(mark, (tally.get(mark) ?? 0) + 1)
}

import { bookLineSchema, type BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { ballotRules, filled, type RoundRules } from '#core/ballot.ts'
import { checkShape, listed, within } from '#core/faults.ts'
import { parseJson } from '#core/json.ts'
import { recusalFaults, shadowFaults } from '#core/verify/recusal.ts'
import { Lines } from '#core/verify/lines.ts'
import { chunksOf } from '#terminal/files.ts'
import { faultSentence } from '#terminal/sentences.ts'
import { UserError } from '#terminal/user-error.ts'

/**
 * The lines of a book file, each checked before it is handed on. Throws a `UserError` that
 * names the line at the first that breaks a rule.
 */
export function* bookLines(file: string, contest: Contest, round: Round): Iterable<BookLine> {
  const rules = ballotRules(contest, round)
  const ids = new Set<string>()
  const voters = new Set<string>()

  for (const { number, text } of linesOf(file)) {
    const line = checkedLine(text, contest, round, rules)
    const wrong = 'wrong' in line ? line.wrong : repetition(line, ids, voters)
    if (wrong !== null) throw new UserError(`${file} line ${number}: ${wrong}`)
    if ('ballot' in line) yield line
  }
}

type Line = { number: number; text: string }

/** The lines of a file, without ever holding more of it than a chunk and a line. Empty lines at the end are left out. */
function* linesOf(file: string): Iterable<Line> {
  let empty = 0
  for (const line of wholeLines(file)) {
    if (line.text.trim() === '') {
      empty += 1
      continue
    }
    for (; empty > 0; empty -= 1) yield { number: line.number - empty, text: '' }
    yield line
  }
}

/** As in the verifier, only that the last line may go without its end. */
function* wholeLines(file: string): Iterable<Line> {
  let read: Line[] = []
  const lines = new Lines((text, number) => read.push({ text, number }))
  for (const bytes of chunksOf(file)) {
    lines.add(bytes)
    yield* read
    read = []
  }
  const text = lines.end()
  if (!lines.isText) throw new UserError(`${file} line ${lines.count + 1}: is not in UTF-8`)
  if (text !== '') yield { text, number: lines.count + 1 }
}

function checkedLine(
  text: string,
  contest: Contest,
  round: Round,
  rules: RoundRules,
): BookLine | { wrong: string } {
  if (text === '') return { wrong: 'is empty' }
  const parsed = parseJson(text)
  if ('fault' in parsed) return { wrong: ofTheLine(parsed.fault) }
  const checked = checkShape(bookLineSchema, parsed.json)
  if ('faults' in checked) return { wrong: sentence(checked.faults) }

  const { ballot, recused = [], shadow } = checked.data
  const faults = [
    ...rules.check(filled(ballot), recused).map((found) => within('$.ballot', found)),
    ...recusalFaults(round, rules.contestants, ballot.electorate, recused),
    ...shadowFaults(contest, ballot.electorate, shadow),
  ]
  return faults.length > 0 ? { wrong: sentence(faults) } : checked.data
}

function repetition({ id, voter }: BookLine, ids: Set<string>, voters: Set<string>): string | null {
  if (ids.has(id)) return `the id ${id} is on an earlier line`
  ids.add(id)
  if (voter === undefined) return null
  if (voters.has(voter)) return `the voter ${voter} is on an earlier line`
  voters.add(voter)
  return null
}

/** What is wrong with the line as a whole needs no path. */
function ofTheLine(fault: Fault): string {
  const said = faultSentence(fault)
  return fault.path === '$' ? `${said.charAt(0).toLowerCase()}${said.slice(1)}` : `${fault.path}: ${said}`
}

const sentence = (faults: readonly Fault[]): string =>
  listed(faults)
    .map((fault) => `${fault.path}: ${faultSentence(fault)}`)
    .join('; ')

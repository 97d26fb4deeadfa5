import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Contest } from '#contract/contest.ts'
import { type RosterRow, rosterRowSchema } from '#contract/people.ts'
import type { Fault } from '#contract/faults.ts'
import { checkShape, fault } from '#core/faults.ts'
import { lookAlikes } from '#core/look-alike.ts'
import { parseContest } from '#core/document.ts'
import { faultSentence } from '#terminal/sentences.ts'
import { errorCode, errorMessage, UserError } from '#terminal/user-error.ts'

const mostFaultsShown = 50

/** Reads a contest document. Throws a `UserError` that lists every fault with its path. */
export const readContestFile = (file: string): Contest => {
  const parsed = parseContest(parseJson(file))
  if ('contest' in parsed) return parsed.contest
  throw faultsIn(
    file,
    parsed.faults.map((fault) => `${fault.path}: ${faultSentence(fault)}`),
  )
}

const parseJson = (file: string): unknown => {
  try {
    return JSON.parse(readText(file))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${file} is not valid JSON (${errorMessage(error)}): correct it and start again.`)
  }
}

const columns = ['id', 'electorate', 'name', 'unit']
const linesSchema = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.int() }) }),
)

/** Reads a roster: CSV in UTF-8 with a first row of column names. Throws a `UserError` that lists every fault with its row. */
export const readRosterFile = (file: string, contest: Contest): RosterRow[] => {
  const faults: string[] = []
  const rows = linesSchema.parse(parseCsv(file)).flatMap(({ record, info }) => {
    const row = checkShape(rosterRowSchema, filled(record))
    if ('data' in row) return [{ row: row.data, line: info.lines }]
    faults.push(...row.faults.map((found) => inRow(info.lines, found)))
    return []
  })
  faults.push(...misplaced(rows, contest))
  if (faults.length > 0) throw faultsIn(file, faults)
  return rows.map(({ row }) => row)
}

/** An empty cell says nothing. */
const filled = (record: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''))

const inRow = (line: number, found: Fault): string =>
  `row ${line}, ${found.path.replace('$.', '')}: ${faultSentence(found)}`

const misplaced = (rows: { row: RosterRow; line: number }[], contest: Contest): string[] => {
  const seen = new Map<string, number>()
  const alike = lookAlikes(rows.map(({ row }) => row.id)).map(({ id, like, index }) =>
    inRow(rows[index]?.line ?? 0, fault('$.id', 'id-looks-like', { id, like })),
  )
  const others = rows.flatMap(({ row: { id, electorate }, line }) => {
    const known = contest.electorates.find((candidate) => candidate.id === electorate)
    const before = seen.get(id)
    seen.set(id, before ?? line)
    const faults: Fault[] = []
    if (!known) faults.push(fault('$.electorate', 'unknown-electorate', { id: electorate }))
    if (known?.admission === 'open')
      faults.push(fault('$.electorate', 'electorate-without-roster', { electorate }))
    if (before !== undefined) faults.push(fault('$.id', 'row-repeats', { id, row: before }))
    return faults.map((found) => inRow(line, found))
  })
  return [...others, ...alike]
}

const parseCsv = (file: string): unknown => {
  try {
    return parse(readText(file), {
      bom: true,
      columns: columnsOf,
      info: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${file} is not valid CSV (${errorMessage(error)}): correct it and start again.`)
  }
}

const columnsOf = (header: string[]): string[] => {
  const unknown = header.filter((name) => !columns.includes(name))
  const missing = ['id', 'electorate'].filter((name) => !header.includes(name))
  if (unknown.length > 0 || missing.length > 0) {
    const faults = [
      ...missing.map((name) => `column ${name} is missing`),
      ...unknown.map((name) => `"${name}" is no column`),
    ]
    throw new UserError(
      `The first row of the roster must name the columns ${columns.join(', ')}: ${faults.join(', ')}.`,
    )
  }
  return header
}

/** Spreadsheets like to save in the encoding of the country, which would turn names into rubbish. */
const readText = (file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    throw new UserError(
      errorCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? `${file} is not in UTF-8: save it again, as "CSV UTF-8" if it comes from a spreadsheet.`
        : `${file} cannot be read (${errorMessage(error)}): check the path.`,
    )
  }
}

const faultsIn = (file: string, faults: string[]): UserError => {
  const shown = faults.slice(0, mostFaultsShown).map((fault) => `  ${fault}`)
  const more = faults.length - shown.length
  if (more > 0) shown.push(`  and ${more} more`)
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
  return new UserError(
    [`${file} has ${count}; correct it and start again, nothing was loaded:`, ...shown].join('\n'),
  )
}

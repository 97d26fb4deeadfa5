import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Contest } from '#contract/contest.ts'
import { releasedCommentsSchema } from '#contract/office.ts'
import type { RosterRow } from '#contract/people.ts'
import type { Fault } from '#contract/faults.ts'
import type { JudgesComments } from '#core/comments.ts'
import { evolve } from '#core/contest/evolve.ts'
import { emptyState, isUnsealed } from '#core/contest/state.ts'
import { checkShape, listed } from '#core/faults.ts'
import { bookLine, withExclusions } from '#core/seal.ts'
import { Findings, type ParsedLog, sealedRounds } from '#core/verify.ts'
import { transact, type TransactItems } from '#store/transact.ts'
import { writeFile } from '#services/recount.ts'
import { resultWrite } from '#store/archive.ts'
import { appendEvents, documentWrite } from '#store/contests.ts'
import { newCode } from '#runtime/codes.ts'
import { keptOf, withNewCode } from '#services/people.ts'
import { linesIn } from '#services/sealed-book.ts'
import { addToStaff } from '#services/staff.ts'
import { createOwner, personWrites } from '#store/people.ts'
import type { RoundPlace } from '#core/bundle.ts'
import { readJson } from '#terminal/files.ts'
import { type Links, type PersonLink, writeLinks } from '#local/data/links.ts'
import { withStore } from '#local/system/resting-store.ts'
import { faultSentence, findingSentence } from '#terminal/sentences.ts'
import { UserError } from '#terminal/user-error.ts'
import { type ReadBundle, verifyBundle } from './verify-bundle.ts'

/** A bundle that can be put into an empty store: verified, and nothing of it still to come. */
export type Importable = { folder: string; contest: Contest; log: ParsedLog; results: ReadBundle['results'] }

/** Reads a bundle for an import. Throws a `UserError` for one that does not verify, or that leaves out what the log goes on from. */
export function readImportable(folder: string): Importable {
  const findings = new Findings()
  const { contest, log, results } = verifyBundle(folder, findings)
  if (!contest || !log || findings.count > 0)
    throw new UserError(
      [`${folder} does not verify; nothing was imported:`, ...findings.kept.map(findingSentence)].join('\n'),
    )
  const running = Object.entries(log.state.rounds).flatMap(([id, round]) => (isUnsealed(round) ? [id] : []))
  if (running.length > 0)
    throw new UserError(
      `Round ${running.join(', ')} was voted in and not sealed when this was exported, and its ballots are in no bundle: ` +
        'export after the seal, or restore a copy of the data folder.',
    )
  const there = new Set(results.map(({ result }) => result.round))
  const missing = sealedRounds(log).filter((round) => !there.has(round))
  if (missing.length > 0)
    throw new UserError(
      `The log has the seal of round ${missing.join(', ')}, whose result is not in ${folder}.`,
    )
  return { folder, contest, log, results }
}

/**
 * Puts a contest into a data folder that must be empty or not there, all of it or nothing: document, log, results, books and released
 * comments as they were, staff and roster with new codes. Answers the links.
 */
export async function importContest(bundle: Importable, roster: RosterRow[], data: string): Promise<Links> {
  checkImport(bundle, roster, data)
  const target = resolve(data)
  mkdirSync(dirname(target), { recursive: true })
  const draft = mkdtempSync(`${target}.`)
  try {
    const links = await withStore(draft, (base) => load(bundle, roster, base))
    writeLinks(join(draft, 'links.json'), links)
    if (existsSync(target)) rmdirSync(target)
    renameSync(draft, target)
    return links
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Throws a `UserError` for a data folder that holds something, and for a roster that is not the one of the log. */
export function checkImport({ log }: Importable, roster: readonly RosterRow[], data: string): void {
  const target = resolve(data)
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new UserError(`The data folder ${data} holds something already: name another with --data FOLDER.`)
  checkRoster(log, roster)
}

/** The log says how many may vote. A roster that says otherwise is another one. */
function checkRoster({ state }: ParsedLog, roster: readonly RosterRow[]): void {
  if (roster.length === 0) return
  const counted = roster.filter(({ shadow }) => !shadow)
  const rows = Object.groupBy(counted, ({ electorate }) => electorate)
  for (const electorate of new Set([...Object.keys(rows), ...Object.keys(state.eligible)])) {
    const [given, logged] = [rows[electorate]?.length ?? 0, state.eligible[electorate] ?? 0]
    if (given !== logged)
      throw new UserError(
        `The roster has ${given} people in ${electorate}, and the log ${logged}: give the roster of then.`,
      )
  }
}

async function load(bundle: Importable, roster: RosterRow[], base: string): Promise<Links> {
  for (const sealed of bundle.results) await loadResult(bundle.folder, sealed)
  await loadLog(bundle)
  return loadPeople(bundle, roster, base)
}

async function loadResult(
  folder: string,
  { place, result, earlier }: ReadBundle['results'][number],
): Promise<void> {
  await writeFile('book', result, asSealed(readFileSync(join(folder, place.book), 'utf8')))
  await writeFile('comments', result, JSON.stringify(commentsIn(folder, place)))
  for (const version of [...earlier, result])
    if (!(await transact([resultWrite(version)])))
      throw new Error(`the result of ${result.round} is there already`)
}

/** The book without what a version says of its ballots: all versions are counts of the same one. */
const asSealed = (book: string): string =>
  linesIn(book)
    .map((line) => `${bookLine(withExclusions(line, new Map()))}\n`)
    .join('')

/** Which judge said what together is not published: each comment comes back as one judge's. */
function commentsIn(folder: string, { comments: file }: RoundPlace): JudgesComments[] {
  if (!existsSync(join(folder, file))) return []
  const checked = checkShape(releasedCommentsSchema, readJson(join(folder, file)))
  if ('faults' in checked)
    throw new UserError(
      [`${file} does not hold released comments:`, ...listed(checked.faults).map(faultLine)].join('\n'),
    )
  const { comments } = checked.data
  return Object.entries(comments).flatMap(([contestant, words]) =>
    words.map(({ judge, ...comment }) => ({
      ...(judge !== undefined && { judge }),
      comments: { [contestant]: comment },
    })),
  )
}

const faultLine = (fault: Fault): string => `  ${fault.path}: ${faultSentence(fault)}`

/** A transaction has at most 100 writes; one is the head's, one may be the document's. */
const eventsPerWrite = 90

async function loadLog({ contest, log: { events } }: Importable): Promise<void> {
  let state = emptyState
  for (let start = 0; start < events.length; start += eventsPerWrite) {
    const some = events.slice(start, start + eventsPerWrite)
    const after = some.reduce(evolve, state)
    const together = start === 0 ? [documentWrite(contest)] : []
    if (!(await appendEvents(contest.id, state.version, after, some, together)))
      throw new Error(`event ${start + 1} of ${contest.id} is there already`)
    state = after
  }
}

/** Codes are nowhere kept, so everybody gets a new one; people have the ids and epochs that the log names. */
async function loadPeople({ contest, log }: Importable, roster: RosterRow[], base: string): Promise<Links> {
  const epochs = new Map(
    log.events.flatMap((event) =>
      event.type === 'codeReissued' ? [[event.voter, event.epoch] as const] : [],
    ),
  )
  const staff = log.events.flatMap((event) => (event.type === 'staffAdded' ? [event] : []))
  const roles = new Map(contest.electorates.map(({ id, role }) => [id, role]))
  const people = [
    ...staff.map(({ id, role }) => ({ id, role, electorate: undefined, name: id, unit: undefined })),
    ...roster.map(({ excused, recuse, shadow, ...row }) => ({
      name: undefined,
      unit: undefined,
      ...row,
      ...keptOf({ excused, recuse, shadow }),
      role: roles.get(row.electorate) ?? ('voter' as const),
    })),
  ].map((person) => withNewCode({ ...person, contest: contest.id, epoch: epochs.get(person.id) ?? 1 }))
  await writeAll(people.map(({ person }) => personWrites(person)))

  const ownerCode = newCode()
  await createOwner(ownerCode)
  const of = (role: string): PersonLink[] =>
    people.flatMap(({ person, handover }) =>
      person.role === role
        ? [{ ...handover, ...(person.electorate !== undefined && { electorate: person.electorate }) }]
        : [],
    )
  const someone = async (role: 'organiser' | 'observer' | 'clerk'): Promise<PersonLink> =>
    of(role)[0] ??
    addToStaff(contest.id, { role, name: role }, { actor: 'owner', at: new Date().toISOString() })
  return {
    base,
    contest: contest.id,
    owner: { id: 'owner', code: ownerCode, link: `${base}/console?contest=${contest.id}#${ownerCode}` },
    organiser: await someone('organiser'),
    observer: await someone('observer'),
    clerk: await someone('clerk'),
    judges: of('judge'),
    voters: of('voter'),
  }
}

const peoplePerWrite = 50

async function writeAll(writes: TransactItems[]): Promise<void> {
  for (let start = 0; start < writes.length; start += peoplePerWrite)
    if (!(await transact(writes.slice(start, start + peoplePerWrite).flat())))
      throw new Error('somebody of the roster is there already')
}

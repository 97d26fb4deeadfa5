import { setTimeout as sleep } from 'node:timers/promises'
import type { Contest } from '#contract/contest.ts'
import type { CommandResult } from '#contract/office.ts'
import type { SealedFacts } from '#core/contest/act.ts'
import { decide } from '#core/contest/decide.ts'
import { inForce } from '#core/contest/in-force.ts'
import { mayCommand } from '#core/contest/may-command.ts'
import { isCounted, latestVersion, roundState, type ContestState } from '#core/contest/state.ts'
import type { Command, NewEvent } from '#core/contest/acts.ts'
import { shortestNotice } from '#core/contest/acts/close-round.ts'
import { listed } from '#core/faults.ts'
import { findRound } from '#core/round.ts'
import type { Tally } from '#core/tally.ts'
import { env } from '#functions/env.ts'
import { runCommand } from '#functions/routes.ts'
import { changeContest, type By } from '#services/change-contest.ts'
import { receiptKeyBefore } from '#services/signed-receipt.ts'
import { peopleFacts, peoplePerTransaction, readPeople, removalWrites } from '#services/removal.ts'
import { readBook } from '#services/sealed-book.ts'
import { documentOf } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { badRequest, notFound, Problem } from '#runtime/problem.ts'
import { headAgeMs, shortestNoticeSeconds } from '#runtime/times.ts'
import { readResult } from '#store/archive.ts'
import { keyWrite } from '#store/keys.ts'
import { personRestore } from '#store/people.ts'
import { readTally } from '#store/tallies.ts'
import type { TransactItems } from '#store/transact.ts'

/**
 * The shortest notice of a close is 3 s. It counts from the arrival where that was just now, else from the decision, and is written within
 * the second time: so it reaches every head that is up to a second old before the end does.
 */
const justNowMs = 400
const closeWrittenWithinMs = 1_500
/** Timers and clocks of two functions differ by less than this. */
const clockMarginMs = 200

/** POST /api/contests/{contest}/commands. The key that goes before the first opening stands in the log; answered is what the command did. */
export const handler = http(runCommand, async ({ path, body: command, session, at }) => {
  if (!mayCommand(session.role, command.type)) throw new Problem('forbidden')
  const { expectedVoters } = env
  const closes = command.type === 'closeRound'
  const by = {
    actor: session.person,
    at,
    ifVersion: command.ifVersion,
    writeWithinMs: closes ? closeWrittenWithinMs : undefined,
  }
  if (command.type === 'removeVoters') return { body: await remove(path.contest, command, by) }
  const { version, events } = await changeContest(path.contest, by, async (state) => {
    if (!state) throw notFound()
    if (command.type === 'openRound') await untilVoidedIsForgotten(state, command.round)
    const contest = inForce(await documentOf(path.contest, state), state)
    const events = allowed(
      decide(withNotice(command), {
        contest,
        state,
        now: closes ? askedAt(at) : at,
        expectedVoters,
        actor: by.actor,
        tally: await tallyFor(path.contest, command, state),
        sealed: await sealedFor(path.contest, command, state),
      }),
    )
    const receiptKey = await receiptKeyBefore(path.contest, state, events)
    return {
      events: [...receiptKey.events, ...events],
      together: [...receiptKey.together, ...keysOf(contest, events)],
    }
  })
  return { body: { version, events: events.filter(({ type }) => type !== 'receiptKey') } }
})

type Removal = Extract<Command, { type: 'removeVoters' }>

/**
 * People are removed as many at a time as a transaction takes, and then as many restored, each time with an event that names them. Before
 * the first it is looked whether all of them can be; whoever votes in between stays, and those who were named after them.
 */
async function remove(id: string, command: Removal, by: By): Promise<CommandResult> {
  const { expectedVoters } = env
  const events: CommandResult['events'] = []
  let left = command
  let { ifVersion } = by
  for (;;) {
    const { version, decided, ...done } = await changeContest(id, { ...by, ifVersion }, async (state) => {
      if (!state) throw notFound()
      const contest = inForce(await documentOf(id, state), state)
      const people = await readPeople(id, [...left.voters, ...(left.restore?.voters ?? [])])
      const facts = {
        contest,
        state,
        now: by.at,
        expectedVoters,
        actor: by.actor,
        people: await peopleFacts(contest, state, people),
      }
      allowed(decide(left, facts))
      const some = firstOf(left, peoplePerTransaction(contest, state))
      const events = allowed(decide(some, facts))
      const named = (ids: readonly string[] = []) => people.filter((person) => ids.includes(person.id))
      const together = [
        ...removalWrites(contest, state, named(some.voters), epochIn(events)),
        ...named(some.restore?.voters).flatMap(personRestore),
      ]
      return { events, together, some }
    })
    events.push(...done.events)
    const rest = without(left, decided.some)
    ifVersion = undefined
    if (rest === undefined) return { version, events }
    left = rest
  }
}

/** What goes into one transaction: people to remove first, and once none is left those to restore, of whom each takes one write. */
function firstOf({ restore, ...removal }: Removal, most: number): Removal {
  if (removal.voters.length > 0) return { ...removal, voters: removal.voters.slice(0, most) }
  return { ...removal, ...(restore && { restore: { ...restore, voters: restore.voters.slice(0, most) } }) }
}

/** What is still to be done; undefined when that was all. */
function without(
  { restore, ...removal }: Removal,
  { voters, restore: restored }: Removal,
): Removal | undefined {
  const left = removal.voters.slice(voters.length)
  const unchanged = restore?.voters.slice(restored?.voters.length ?? 0) ?? []
  if (left.length + unchanged.length === 0) return undefined
  return {
    ...removal,
    voters: left,
    ...(restore && unchanged.length > 0 && { restore: { ...restore, voters: unchanged } }),
  }
}

const epochIn = (events: readonly NewEvent[]): number =>
  Math.max(...events.map((event) => (event.type === 'votersRemoved' ? event.epoch : 0)))

/** The marks so far, for the one command that shows them. */
const tallyFor = (contest: string, command: Command, state: ContestState): Promise<Tally | undefined> =>
  command.type === 'showMarks' && command.contestant !== null
    ? readTally(contest, command.round, roundState(state, command.round).attempt)
    : Promise.resolve(undefined)

/** Of the count that was sealed last what a proposed action is decided by. */
async function sealedFor(
  contest: string,
  command: Command,
  state: ContestState,
): Promise<SealedFacts | undefined> {
  if (command.type !== 'propose') return undefined
  const { action } = command
  const current = roundState(state, action.round)
  if (!isCounted(current)) return undefined
  const sealed = { contest, round: action.round, attempt: current.attempt }
  if (action.kind === 'exclude') return { receipts: new Set((await readBook(sealed)).keys()) }
  if (action.kind !== 'decideCut') return undefined
  const result = await readResult({ ...sealed, version: latestVersion(current).version })
  return result && { standings: result.standings }
}

/**
 * A warm function may believe for a second that the attempt which was voided is still open, and would put a vote for the new one
 * into the old box. So the new one opens when that second is over.
 */
async function untilVoidedIsForgotten(state: ContestState, round: string): Promise<void> {
  const { phase, attempt } = roundState(state, round)
  if (phase === 'waiting' && attempt > 1) await sleep(headAgeMs() + clockMarginMs)
}

/** A close that asks for the shortest notice has what this machine takes for it. */
const withNotice = (command: Command): Command =>
  command.type === 'closeRound' && command.inSeconds === shortestNotice
    ? { ...command, inSeconds: shortestNoticeSeconds() }
    : command

/** When a close was asked for: a command that was long on its way, or had to be decided again, still gives the whole notice. */
const askedAt = (arrival: string): string =>
  Date.now() - Date.parse(arrival) > justNowMs ? new Date().toISOString() : arrival

function allowed(decision: ReturnType<typeof decide>): NewEvent[] {
  if ('faults' in decision) throw badRequest(decision.faults)
  if ('refusal' in decision) {
    const { refusal: reason, named } = decision
    throw new Problem('not-allowed', { reason, ...(named && { errors: listed(named) }) })
  }
  return decision.events
}

/** The key of a secret round comes with its opening: it is there before the first vote can arrive, and made for no opening that was refused. */
const keysOf = (contest: Contest, events: readonly NewEvent[]): TransactItems =>
  events.flatMap((event) => {
    if (event.type !== 'roundOpened' || !findRound(contest, event.round)?.secret) return []
    return [keyWrite({ contest: contest.id, round: event.round, attempt: event.attempt })]
  })

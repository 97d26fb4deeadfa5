import type { Contest, Round } from '#contract/contest.ts'
import type { PeopleFacts } from '#core/contest/act.ts'
import {
  isCounted,
  isUnsealed,
  lastWindow,
  latestVersion,
  roundState,
  type ContestState,
} from '#core/contest/state.ts'
import { panelOf } from '#core/round.ts'
import { readBallot, seatClosed, type Attempt } from '#store/ballots.ts'
import { readLog } from '#store/contests.ts'
import { personDeletions, readPerson, type Person } from '#store/people.ts'
import type { TransactItems } from '#store/transact.ts'

/** A transaction has at most 100 writes, two of them for the event and the head. */
const mostWrites = 98
/** Five hundred requests at once would wait for a connection longer than one may take to be made. */
const atOnce = 50

/** How many people one transaction can remove: their row, their code, and their seat in each box that may still be opened. */
export const peoplePerTransaction = (contest: Contest, state: ContestState): number =>
  Math.max(
    1,
    Math.floor(
      mostWrites / (2 + contest.rounds.filter(({ id }) => isUnsealed(roundState(state, id))).length),
    ),
  )

export async function readPeople(contest: string, ids: readonly string[]): Promise<Person[]> {
  const people = await inPieces(ids, (id) => readPerson(contest, id))
  return people.flatMap((person) => person ?? [])
}

/** What a removal is decided by: seats, and in which rounds somebody voted or may have. */
export async function peopleFacts(
  contest: Contest,
  state: ContestState,
  people: readonly Person[],
): Promise<PeopleFacts> {
  const attempts = await namedAttempts(contest, state)
  const bound = await inPieces(people, async (person): Promise<Bound> => {
    const certain = await roundsWithBallot(attempts, person)
    const unknown = contest.rounds.filter((round) => mayHaveVoted(state, round, person))
    const rounds = [
      ...certain.map((round) => ({ round, certain: true })),
      ...unknown.map(({ id }) => ({ round: id, certain: false })),
    ]
    return [person.id, rounds]
  })
  const seats = people.flatMap(({ id, electorate, epoch, excused, shadow }) =>
    electorate === undefined
      ? []
      : [[id, { electorate, epoch, ...(excused && { excused }), ...(shadow && { shadow }) }] as const],
  )
  const changed = people.flatMap(({ id, before }) => (before ? [[id, before.import] as const] : []))
  return { seats: new Map(seats), bound: new Map(bound), changed: new Map(changed) }
}

/**
 * The writes that remove people. In each box that may still be opened their seat is closed: a vote that is on its way either was there
 * before, and nobody is removed, or finds the seat closed. Rounds without names
 * have no such seat, and nobody leaves them.
 */
export const removalWrites = (
  contest: Contest,
  state: ContestState,
  people: readonly Person[],
  epoch: number,
): TransactItems =>
  people.flatMap((person) => [
    ...personDeletions(person),
    ...contest.rounds.flatMap((round) => {
      const current = roundState(state, round.id)
      if (round.secret || !isUnsealed(current) || !votesIn(round, person)) return []
      const { attempt, buckets } = current
      return [seatClosed({ contest: contest.id, round: round.id, attempt, buckets }, person.id, epoch)]
    }),
  ])

type Bound = [string, { round: string; certain: boolean }[]]

const votesIn = (round: Round, { electorate = '' }: Person): boolean =>
  panelOf(round, electorate) !== undefined

type NamedAttempt = { round: Round; attempt: Attempt }

/** Every attempt whose box names voters, those that are void as well: their ballots stay on record. Only the log tells of earlier ones. */
async function namedAttempts(contest: Contest, state: ContestState): Promise<NamedAttempt[]> {
  const named = contest.rounds.filter(({ secret }) => !secret)
  const current = named.flatMap((round): NamedAttempt[] => {
    const found = roundState(state, round.id)
    if (found.phase === 'waiting') return []
    const { attempt, buckets } = found
    return [{ round, attempt: { contest: contest.id, round: round.id, attempt, buckets } }]
  })
  if (named.every(({ id }) => roundState(state, id).attempt === 1)) return current
  const events = await readLog(contest.id)
  const earlier = events.flatMap((event): NamedAttempt[] => {
    if (event.type !== 'roundOpened') return []
    const round = named.find(({ id }) => id === event.round)
    if (round === undefined || event.attempt === roundState(state, round.id).attempt) return []
    return [
      {
        round,
        attempt: { contest: contest.id, round: round.id, attempt: event.attempt, buckets: event.buckets },
      },
    ]
  })
  return [...current, ...earlier]
}

async function roundsWithBallot(attempts: readonly NamedAttempt[], person: Person): Promise<string[]> {
  const rounds = new Set<string>()
  for (const { round, attempt } of attempts)
    if (votesIn(round, person) && !rounds.has(round.id) && (await readBallot(attempt, person.id)))
      rounds.add(round.id)
  return [...rounds]
}

/**
 * Of a round without names that runs nobody may learn who has voted, and of one that is counted nobody can. Certain are only those who came
 * onto the roster after its close, and electorates that cast nothing. Of one that is void no ballot counts, and none is anybody's.
 */
function mayHaveVoted(state: ContestState, round: Round, person: Person): boolean {
  const current = roundState(state, round.id)
  if (!round.secret || current.phase === 'waiting' || !votesIn(round, person)) return false
  if (isUnsealed(current)) return true
  if (!isCounted(current)) return false
  const { closesAt } = lastWindow(current)
  if (person.since !== undefined && closesAt !== null && person.since >= closesAt) return false
  return (latestVersion(current).ballots[person.electorate ?? '']?.cast ?? 0) > 0
}

async function inPieces<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let start = 0; start < items.length; start += atOnce)
    answers.push(...(await Promise.all(items.slice(start, start + atOnce).map(ask))))
  return answers
}

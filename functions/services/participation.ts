import type { Contest, Round } from '#contract/contest.ts'
import type { RoundDetails } from '#contract/office.ts'
import type { FilledBallot } from '#core/ballot.ts'
import { totalsIn } from '#core/ballot/limits.ts'
import { figure } from '#core/decimal.ts'
import { recusedAmong } from '#core/recusal.ts'
import { contestantsOf, decimalsOf, panelOf } from '#core/round.ts'
import { steppedUnitTurnout, unitTurnout } from '#core/unit-turnout.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { readBallots, type Attempt } from '#store/ballots.ts'
import { readRoster, type Person } from '#store/people.ts'
import { tagsOf } from './voter-tags.ts'

/** Who of the roster has cast in a round that is not sealed: per unit, and where the round is not secret per judge and by name. */
export type Participation = Pick<RoundDetails, 'units' | 'progress' | 'missing'>

const mostMissing = 200
/** Reading every ballot costs: the more there are, the longer an answer may be shown again. */
const keepMsPerBallot = 1

const known = new WarmCache<{ participation: Participation; until: number }>(50)

export async function participationIn(
  contest: Contest,
  round: Round,
  attempt: Attempt,
): Promise<Participation> {
  const name = JSON.stringify(attempt)
  const cached = known.get(name)
  if (cached && Date.now() < cached.until) return cached.participation
  const marked = await markedByTag(attempt)
  const participation = await participationOf(contest, round, attempt, marked)
  known.set(name, { participation, until: Date.now() + marked.size * keepMsPerBallot })
  return participation
}

/** Contestants marked so far, by the voter's name in the box; of shadow judges what they gave as well, for it enters no other figure. */
type Marked = { count: number; shadow?: FilledBallot }

async function markedByTag(attempt: Attempt): Promise<Map<string, Marked>> {
  const marked = new Map<string, Marked>()
  for await (const { voter, ballot, shadow } of readBallots(attempt))
    marked.set(voter, { count: contestantsMarked(ballot), ...(shadow && { shadow: ballot }) })
  return marked
}

async function participationOf(
  contest: Contest,
  round: Round,
  { attempt }: Attempt,
  marked: ReadonlyMap<string, Marked>,
): Promise<Participation> {
  const tags = await tagsOf(contest.id, round, attempt)
  const roster = (await readRoster(contest.id)).filter(({ electorate }) => panelOf(round, electorate ?? ''))
  const everybody = roster.map((person) => ({ person, marked: tags && marked.get(tags.voter(person.id)) }))
  const seats = everybody.filter(({ person }) => !person.shadow)
  // A list of names gives away by its length what the steps of the units keep back: a secret round has neither names nor judges' progress.
  const named = round.secret ? [] : everybody
  const turnout = round.secret ? steppedUnitTurnout : unitTurnout
  return {
    units: turnout(
      seats.map(({ person: { electorate = '', unit }, marked: count }) => ({
        electorate,
        unit,
        hasCast: count !== undefined,
      })),
    ),
    progress: named.flatMap(({ person, marked: { count = 0, shadow } = {} }) =>
      person.role === 'judge'
        ? [
            {
              ...seatOf(person),
              marked: count,
              of: marksNeeded(contest, round, person),
              ...(person.shadow && { shadow: person.shadow }),
              ...(shadow && { given: givenIn(contest, round, shadow) }),
            },
          ]
        : [],
    ),
    missing: named
      .flatMap(({ person, marked: count }) => (count === undefined && !person.shadow ? [seatOf(person)] : []))
      .slice(0, mostMissing),
  }
}

/** What a shadow judge gave each contestant, as the staff reads it. */
function givenIn(contest: Contest, round: Round, ballot: FilledBallot): Record<string, string> {
  const rule = panelOf(round, ballot.electorate)?.ballot
  const decimals = decimalsOf(contest)
  if (rule?.kind === 'score' && ballot.kind === 'score')
    return Object.fromEntries(
      Object.entries(ballot.scores).flatMap(([id, scores]) =>
        totalsIn(rule, { [id]: scores }, decimals).map((total) => [id, figure(total, decimals)]),
      ),
    )
  if (rule?.kind !== 'grade' || ballot.kind !== 'grade') return {}
  const names = new Map(rule.grades.map(({ id, name }) => [id, name]))
  return Object.fromEntries(
    Object.entries(ballot.grades).map(([id, grade]) => [id, names.get(grade) ?? grade]),
  )
}

const seatOf = ({ id, electorate = '', name, unit }: Person) => ({
  voter: id,
  electorate,
  ...(name !== undefined && { name }),
  ...(unit !== undefined && { unit }),
})

/** A choose or rank ballot is whole; score and grade ballots grow contestant by contestant. */
function contestantsMarked(ballot: FilledBallot): number {
  if (ballot.kind === 'score') return Object.keys(ballot.scores).length
  return ballot.kind === 'grade' ? Object.keys(ballot.grades).length : 1
}

function marksNeeded(contest: Contest, round: Round, person: Person): number {
  const panel = panelOf(round, person.electorate ?? '')
  if (panel?.ballot.kind !== 'score' && panel?.ballot.kind !== 'grade') return 1
  return (
    contestantsOf(contest, round).length -
    recusedAmong(contest, contestantsOf(contest, round), panel, person).length
  )
}

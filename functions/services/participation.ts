import type { Contest, Round } from '#contract/contest.ts'
import type { RoundDetails } from '#contract/office.ts'
import type { FilledBallot } from '#core/ballot.ts'
import { recusedIn } from '#core/recusal.ts'
import { contestantsOf, panelOf } from '#core/round.ts'
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

/** Contestants marked so far, by the voter's name in the box. */
async function markedByTag(attempt: Attempt): Promise<Map<string, number>> {
  const marked = new Map<string, number>()
  for await (const { voter, ballot } of readBallots(attempt)) marked.set(voter, contestantsMarked(ballot))
  return marked
}

async function participationOf(
  contest: Contest,
  round: Round,
  { attempt }: Attempt,
  marked: ReadonlyMap<string, number>,
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
    progress: named.flatMap(({ person, marked: count = 0 }) =>
      person.role === 'judge'
        ? [
            {
              ...seatOf(person),
              marked: count,
              of: marksNeeded(contest, round, person),
              ...(person.shadow && { shadow: person.shadow }),
            },
          ]
        : [],
    ),
    missing: named
      .flatMap(({ person, marked: count }) => (count === undefined && !person.shadow ? [seatOf(person)] : []))
      .slice(0, mostMissing),
  }
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
  return contestantsOf(contest, round).length - recusedIn(contest, round, panel, person).length
}

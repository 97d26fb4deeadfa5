import type { Contest, Electorate, Panel, Round } from '#contract/contest.ts'
import type { Console, LogEvent } from '#contract/office.ts'
import type { Live } from '#contract/live.ts'
import { type RoundPhase, roundView } from '../../../state/round-view.ts'
import { contestantsOf, openRounds, panelOf } from '../../../state/rounds.ts'

/** How far a round has come. `now` is the server's time. */
export function phaseOf(contest: Contest, document: Live, round: Round, now: number): RoundPhase {
  const live = document.rounds[round.id]
  return live === undefined ? 'waiting' : roundView(contest, round, live, now).phase
}

/**
 * The round that needs the organiser now: the open one that everybody sees, else one in the middle of its course, else the first
 * that waits, else the last.
 */
export function roundAtHand(contest: Contest, document: Console, now: number): Round | undefined {
  const { rounds } = contest
  const inState = (...phases: RoundPhase[]) =>
    rounds.find((round) => phases.includes(phaseOf(contest, document, round, now)))
  return (
    openRounds(contest, document, now)[0] ??
    inState('closed', 'sealing', 'sealed', 'revealing') ??
    inState('waiting') ??
    rounds[rounds.length - 1]
  )
}

/** Other open rounds in which people vote who vote in this one too, with those people's electorates. */
export const openBeside = (
  contest: Contest,
  round: Round,
  document: Console,
  now: number,
): { round: Round; electorates: string[] }[] =>
  contest.rounds
    .filter((other) => other.id !== round.id && phaseOf(contest, document, other, now) === 'open')
    .map((other) => ({
      round: other,
      electorates: other.panels.map(({ electorate }) => electorate).filter((id) => panelOf(round, id)),
    }))
    .filter(({ electorates }) => electorates.length > 0)

const turningPoints = ['roundOpened', 'roundSealed', 'resultPublished']

/**
 * Contestants who have been on stage for a round. Where rounds share contestants, an appearance belongs to the round that
 * takes its next turn: what happened before another of their rounds was opened, sealed or published does not count.
 */
export function stagedFor(contest: Contest, round: Round, events: LogEvent[]): Set<string> {
  const members = contestantsOf(contest, round).map(({ id }) => id)
  const rivals = contest.rounds.filter(({ id }) => id !== round.id)
  const staged = new Set<string>()
  for (const { type, contestant, round: turned } of events) {
    if (type === 'contestantStaged' && typeof contestant === 'string') staged.add(contestant)
    const rival = turningPoints.includes(type) ? rivals.find(({ id }) => id === turned) : undefined
    if (rival !== undefined) for (const { id } of contestantsOf(contest, rival)) staged.delete(id)
  }
  return new Set(members.filter((id) => staged.has(id)))
}

const panelsOf = ({ electorates }: Contest, { panels }: Round, of: Electorate['role']): Panel[] =>
  panels.filter(({ electorate }) => electorates.some(({ id, role }) => id === electorate && role === of))

export const isOfJudges = ({ electorates }: Contest, electorate: string): boolean =>
  electorates.some(({ id, role }) => id === electorate && role === 'judge')

/** Whether judges have a panel in the round. */
export const hasJudges = (contest: Contest, round: Round): boolean =>
  panelsOf(contest, round, 'judge').length > 0

export const hasVoters = (contest: Contest, round: Round): boolean =>
  panelsOf(contest, round, 'voter').length > 0

/**
 * Whether the round is open while contestants present: judges give their marks contestant by contestant. Not where voters decide too and
 * cannot take back what they voted before everybody was heard.
 */
export function marksAsTheyPresent(contest: Contest, round: Round): boolean {
  const byContestant = panelsOf(contest, round, 'judge').some(({ ballot }) =>
    ['score', 'grade'].includes(ballot.kind),
  )
  return byContestant && (round.revisable !== false || !hasVoters(contest, round))
}

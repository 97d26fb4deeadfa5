import type { Contest, Round } from '#contract/contest.ts'
import type { Console, LogEvent } from '#contract/office.ts'
import { contestantsOf, openRounds, panelOf, statusAt, type RoundStatus } from '../../../state/rounds.ts'
import { isRevealing } from './reveal.ts'

export type RoundWord = RoundStatus | 'sealing' | 'revealing'

/** The state of a round in the console's words, which know more than the public ones. `now` is the server's time. */
export function wordOf(document: Console, round: string, now: number): RoundWord {
  const live = document.rounds[round]
  const status = statusAt(live, now)
  if (status === 'closed' && document.details[round]?.sealing === true) return 'sealing'
  if (live !== undefined && status === 'published' && isRevealing(live)) return 'revealing'
  return status
}

/**
 * The round that needs the organiser now: the open one that everybody sees, else one in the middle of its course, else the first
 * that waits, else the last.
 */
export function roundAtHand(contest: Contest, document: Console, now: number): Round | undefined {
  const { rounds } = contest
  const inState = (...words: RoundWord[]) =>
    rounds.find(({ id }) => words.includes(wordOf(document, id, now)))
  return (
    openRounds(contest, document, now)[0] ??
    inState('closed', 'sealing', 'sealed', 'revealing') ??
    inState('waiting') ??
    rounds[rounds.length - 1]
  )
}

/** Other open rounds in which people vote who vote in this one too, with those people's electorates. */
export const openBeside = (
  { rounds }: Contest,
  round: Round,
  document: Console,
  now: number,
): { round: Round; electorates: string[] }[] =>
  rounds
    .filter(({ id }) => id !== round.id && wordOf(document, id, now) === 'open')
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

/** Whether judges have a panel in the round. */
export const hasJudges = ({ electorates }: Contest, { panels }: Round): boolean =>
  panels.some(({ electorate }) => electorates.some(({ id, role }) => id === electorate && role === 'judge'))

import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { panelOf } from '#core/round.ts'

export { contestantsOf, panelOf } from '#core/round.ts'

export type RoundStatus = LiveRound['status']

/** A round's status at a moment of the server's clock: time closes a round before the next document says so. */
export const statusAt = (round: LiveRound | undefined, now: number): RoundStatus => {
  if (round === undefined) return 'waiting'
  const over = round.closesAt !== undefined && now >= Date.parse(round.closesAt)
  return round.status === 'open' && over ? 'closed' : round.status
}

export const contestantOf = (contest: Contest, id: string): Contestant | undefined =>
  contest.contestants.find((contestant) => contestant.id === id)

export const electorateName = (contest: Contest, id: string): string =>
  contest.electorates.find((electorate) => electorate.id === id)?.name ?? id

/**
 * The round that a page is about: the open one (that the electorate votes in, if there are several), else the one that ran last, else
 * the first that is still to come.
 */
export const currentRound = (contest: Contest, live: Live, electorate?: string): Round | undefined => {
  const { rounds } = contest
  const open = rounds.filter(({ id }) => live.rounds[id]?.status === 'open')
  const begun = rounds.filter(({ id }) => !['waiting', 'open'].includes(live.rounds[id]?.status ?? 'waiting'))
  return (
    open.find((round) => electorate !== undefined && panelOf(round, electorate) !== undefined) ??
    open[0] ??
    latest(begun, live) ??
    rounds[0]
  )
}

const latest = (rounds: Round[], live: Live): Round | undefined => {
  const openedAt = ({ id }: Round) => live.rounds[id]?.opensAt ?? ''
  return rounds.reduce<Round | undefined>(
    (last, round) => (last === undefined || openedAt(round) >= openedAt(last) ? round : last),
    undefined,
  )
}

import type { Contest, Contestant, Panel, Round } from '#contract/contest.ts'

/** How many decimal places this contest announces. */
export const decimalsOf = (contest: Contest): number => contest.decimals ?? 2

export const findRound = (contest: Contest, round: string): Round | undefined =>
  contest.rounds.find((candidate) => candidate.id === round)

export const panelOf = (round: Round, electorate: string): Panel | undefined =>
  round.panels.find((panel) => panel.electorate === electorate)

/** Who is judged in a round, in running order: that of the round's own list, else that of the contest. */
export function contestantsOf(contest: Contest, round: Round): Contestant[] {
  if (round.group !== undefined) return contest.contestants.filter(({ group }) => group === round.group)
  if (round.contestants === undefined) return contest.contestants

  const byId = new Map(contest.contestants.map((contestant) => [contestant.id, contestant]))
  return round.contestants.flatMap((id) => byId.get(id) ?? [])
}

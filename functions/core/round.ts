import type { Contest, Contestant, Panel, Round } from '#contract/contest.ts'

/** How many decimal places this contest announces. */
export const decimalsOf = (contest: Contest): number => contest.decimals ?? 2

export const findRound = (contest: Contest, round: string): Round | undefined =>
  contest.rounds.find((candidate) => candidate.id === round)

export const panelOf = (round: Round, electorate: string): Panel | undefined =>
  round.panels.find((panel) => panel.electorate === electorate)

/** Who is judged in a round of the document in force, in running order: that of the document, also where the round lists them otherwise. */
export function contestantsOf(contest: Contest, round: Round): Contestant[] {
  if (round.contestants !== undefined) {
    const listed = new Set(round.contestants)
    return contest.contestants.filter(({ id }) => listed.has(id))
  }
  if (round.group !== undefined) return contest.contestants.filter(({ group }) => group === round.group)
  return contest.contestants
}

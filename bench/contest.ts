import type { Contest } from '#contract/contest.ts'
import type { RosterRow } from '#contract/people.ts'

/** How many people look on while the others vote. */
export const audiences = [0, 200, 1_000]

export const closedLoop = { ballots: 2_000, connections: 32 }
export const steady = { ballots: 1_500, perSecond: 100 }

const electorate = 'members'
/** As many groups of contestants as rounds, each of an ordinary size. */
const contestantsPerRound = 8

export const warmUp = 'warm-up'
export const roundOf = (viewers: number): string => `viewers-${viewers}`
const rounds = [warmUp, ...audiences.map(roundOf)]

const contestantsOf = (round: string): string[] =>
  Array.from({ length: contestantsPerRound }, (_, index) => `${round}-village-${index + 1}`)

/** Everybody sees figures while a round is open, which makes the document that is pushed as large as it gets. */
export const contest: Contest = {
  id: 'bench',
  title: '压力测试',
  electorates: [{ id: electorate, name: '村民', role: 'voter' }],
  contestants: rounds.flatMap(contestantsOf).map((id) => ({ id, name: id })),
  rounds: rounds.map((id) => ({
    id,
    title: id,
    contestants: contestantsOf(id),
    panels: [{ electorate, ballot: { kind: 'choose', min: 1, max: 3 } }],
    figures: 'live',
  })),
}

export const roster: RosterRow[] = Array.from(
  { length: closedLoop.ballots + steady.ballots },
  (_, index) => ({ id: `voter-${index + 1}`, electorate }),
)

/** Three different contestants for each voter, all combinations about equally often. */
export const ballotOf = (round: string, voter: number): { electorate: string; choices: string[] } => {
  const contestants = contestantsOf(round)
  const steps = [0, 1, 2 + (voter % (contestants.length - 2))]
  return {
    electorate,
    choices: steps.flatMap((step) => contestants[(voter + step) % contestants.length] ?? []),
  }
}

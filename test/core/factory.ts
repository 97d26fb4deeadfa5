import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, Contest, Panel, Round } from '#contract/contest.ts'
import type { PanelFigures, Standing } from '#contract/live.ts'
import { ballotRules, filled } from '#core/ballot.ts'
import type { Mark } from '#core/ballot/mark.ts'
import { rankingOf, type Ranking } from '#core/standings.ts'
import { tallyOf, type Tally } from '#core/tally.ts'

/** A contest with one round in which contestants a, b and c meet one panel, `p`; a test names only what it is about. */
export function contestWith(changes: Partial<Contest> = {}): Contest {
  return {
    id: 'spring-review',
    title: 'Spring review',
    electorates: [
      { id: 'p', name: 'Panel', role: 'judge' },
      { id: 'q', name: 'Second panel', role: 'voter' },
    ],
    contestants: named('a', 'b', 'c'),
    rounds: [roundWith(choose)],
    ...changes,
  }
}

export const choose: BallotRule = { kind: 'choose', max: 3 }

export const named = (...ids: string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }))

export function roundWith(ballot: BallotRule, changes: Partial<Round> = {}): Round {
  return { id: 'r', title: 'Round', panels: [panelWith(ballot)], ...changes }
}

export const panelWith = (ballot: BallotRule, changes: Partial<Panel> = {}): Panel => ({
  electorate: 'p',
  ballot,
  ...changes,
})

export const criterion = (
  id: string,
  changes: { min?: number; max?: number; step?: number; factor?: number } = {},
) => ({
  id,
  name: id,
  max: 100,
  ...changes,
})

export const scored = (scores: Record<string, Record<string, number>>): Ballot => ({
  electorate: 'p',
  scores,
})
export const chosen = (...choices: string[]): Ballot => ({ electorate: 'p', choices })
export const graded = (grades: Record<string, string>): Ballot => ({ electorate: 'p', grades })
export const ranked = (...ranking: string[]): Ballot => ({ electorate: 'p', ranking })

/** The distinct marks of one valid ballot. */
export const marksOf = (contest: Contest, round: Round, ballot: Ballot): Mark[] =>
  ballotRules(contest, round).marks(filled(ballot))

export const times = (count: number, ballot: Ballot): Ballot[] => Array<Ballot>(count).fill(ballot)

export const tallyOfBallots = (contest: Contest, round: Round, ballots: readonly Ballot[]): Tally =>
  tallyOf(ballots.flatMap((ballot) => marksOf(contest, round, ballot)))

type Setting = Partial<Contest> & { eligible?: Record<string, number | null> }

/** The ranking after these ballots in a contest of that one round. */
export function rankingAfter(round: Round, ballots: readonly Ballot[], setting: Setting = {}): Ranking {
  const { eligible = {}, ...changes } = setting
  const contest = contestWith({ rounds: [round], ...changes })
  return rankingOf(contest, round, tallyOfBallots(contest, round, ballots), eligible)
}

export const standingsAfter = (round: Round, ballots: readonly Ballot[], setting: Setting = {}): Standing[] =>
  rankingAfter(round, ballots, setting).standings

/** `a 12.00, b 9.50` — who has which total, best first. */
export const totals = (standings: readonly Standing[]): string =>
  standings.map(({ contestant, total }) => `${contestant} ${total}`).join(', ')

/** `1 a, 1 b, 3 c` — who has which rank. */
export const ranks = (standings: readonly Standing[]): string =>
  standings.map(({ contestant, rank }) => `${rank} ${contestant}`).join(', ')

/** Rows of a ranking, or of who is below it. */
type Rows = readonly { contestant: string; panels: Record<string, PanelFigures> }[]

/** The figures of one contestant in the panel `p`. */
export const figuresOf = (rows: Rows, contestant: string) =>
  rows.find((row) => row.contestant === contestant)?.panels['p']

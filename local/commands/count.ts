import type { Contest, Round } from '#contract/contest.ts'
import { countBook } from '#core/count.ts'
import { parseContest } from '#core/document.ts'
import { findRound, panelOf } from '#core/round.ts'
import { bookLines } from '#local/bundle/book-lines.ts'
import { readFacts } from '#local/bundle/count-facts.ts'
import { readJson } from '#terminal/files.ts'
import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { faultLines } from '#terminal/sentences.ts'
import { UserError } from '#terminal/user-error.ts'

await command({
  does: 'Counts a book by the contest’s rules and prints {ballots, standings, unranked?} as JSON.',
  usage:
    'npm run -s count -- CONTEST.json ROUND BALLOTS.ndjson [--eligible electorate=n …] [--facts FACTS.json]',
  words: ['CONTEST.json', 'ROUND', 'BALLOTS.ndjson'],
  options: { eligible: { type: 'string', multiple: true, default: [] }, facts: { type: 'string' } },
  run: ({ words: [contestFile, roundId, ballotsFile], values }) => {
    const contest = readContest(contestFile)
    const planned = findRound(contest, roundId)
    if (!planned) {
      const rounds = contest.rounds.map(({ id }) => id).join(', ')
      throw new UserError(`${contestFile} has no round ${roundId}; its rounds are ${rounds}.`)
    }
    const { contestants, eligible, ...decided } =
      values.facts === undefined ? {} : readFacts(values.facts, contest, planned)
    const round = contestants ? { ...planned, contestants } : planned
    const lines = bookLines(ballotsFile, contest, round)
    const voters = eligibleIn(round, values.eligible, eligible)
    say(JSON.stringify(countBook(contest, round, lines, voters, decided)))
  },
})

function readContest(file: string): Contest {
  const parsed = parseContest(readJson(file))
  if ('contest' in parsed) return parsed.contest
  throw new UserError(faultLines(parsed.faults))
}

/** `given` on the command line goes before what the facts `say`. */
function eligibleIn(
  round: Round,
  given: readonly string[],
  say: Record<string, number | null> = {},
): Record<string, number | null> {
  const eligible = new Map<string, number | null>(
    round.panels.map(({ electorate }) => [electorate, say[electorate] ?? null]),
  )
  for (const argument of given) {
    const [, electorate = '', count] = /^([^=]+)=(\d{1,15})$/.exec(argument) ?? []
    if (count === undefined) throw new UserError(`--eligible takes electorate=number, not ${argument}.`)
    if (!panelOf(round, electorate)) {
      throw new UserError(`--eligible names ${electorate}, which has no panel in round ${round.id}.`)
    }
    eligible.set(electorate, Number(count))
  }

  for (const { electorate, ballot } of round.panels) {
    if (ballot.kind !== 'choose' || ballot.base !== 'eligible' || ballot.measure === 'votes') continue
    if (eligible.get(electorate) !== null) continue
    throw new UserError(
      `The points of ${electorate} are shares of all who may vote: say how many with --eligible ${electorate}=number.`,
    )
  }
  return Object.fromEntries(eligible)
}

import type { Live, Result } from '#contract/live.ts'
import { liveDocument, resultsToRead, roundsToTally, type Viewer } from '#core/contest/live.ts'
import { isCounted, roundState, versionInForce, type ContestState } from '#core/contest/state.ts'
import type { Tally } from '#core/tally.ts'
import { readResult } from '#store/archive.ts'
import { readTally } from '#store/tallies.ts'
import type { KnownContest } from '#runtime/contests.ts'

/** The live document for one kind of viewer, read and computed now. */
export async function readLiveDocument(known: KnownContest, viewer: Viewer): Promise<Live> {
  return (await readLiveFigures(known, viewer)).live
}

/** The live document, and the tallies that it was computed from. */
export async function readLiveFigures(
  { contest, state }: KnownContest,
  viewer: Viewer,
): Promise<{ live: Live; tallies: ReadonlyMap<string, Tally> }> {
  const now = new Date().toISOString()
  const [tallies, results] = await Promise.all([
    readTallies(contest.id, state),
    readResults(contest.id, state, resultsToRead({ contest, state, now, viewer })),
  ])
  return { live: liveDocument({ contest, state, now, viewer }, { tallies, results }), tallies }
}

/** The provisional tallies of all rounds that have ballots and no sealed count. */
async function readTallies(contest: string, state: ContestState): Promise<Map<string, Tally>> {
  const tallies = roundsToTally({ state }).map(async (round): Promise<[string, Tally]> => [
    round,
    await readTally(contest, round, roundState(state, round).attempt),
  ])
  return new Map(await Promise.all(tallies))
}

async function readResults(
  contest: string,
  state: ContestState,
  rounds: string[],
): Promise<Map<string, Result>> {
  const results = rounds.map(async (round): Promise<[string, Result]> => [
    round,
    await sealedResult(contest, state, round),
  ])
  return new Map(await Promise.all(results))
}

/** The result that is public where one is published, else the one sealed last. */
async function sealedResult(contest: string, state: ContestState, round: string): Promise<Result> {
  const current = roundState(state, round)
  if (!isCounted(current)) throw new Error(`round ${round} is not sealed`)
  const version = versionInForce(current)
  const result = await readResult({ contest, round, attempt: current.attempt, version })
  if (!result) throw new Error(`result ${version} of round ${round}, attempt ${current.attempt} is missing`)
  return result
}

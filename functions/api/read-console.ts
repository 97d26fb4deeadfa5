import type { Round } from '#contract/contest.ts'
import type { Console, RoundDetails } from '#contract/office.ts'
import type { Reached } from '#contract/reach.ts'
import { delaysIn } from '#core/ballot/mark.ts'
import { approvalsOf, staleness } from '#core/contest/actions.ts'
import { availableIn } from '#core/contest/available.ts'
import { overtimeOffers } from '#core/contest/overtime.ts'
import { revealSteps } from '#core/contest/reveal.ts'
import {
  isCorrectionDue,
  isCounted,
  latestVersion,
  roundState,
  type ContestState,
  type RoundState,
} from '#core/contest/state.ts'
import { readConsole } from '#functions/routes.ts'
import { freshContest, type KnownContest } from '#runtime/contests.ts'
import { marksFor } from '#core/contest/marks.ts'
import { http } from '#runtime/http.ts'
import { readLiveFigures } from '#services/live.ts'
import { participationIn } from '#services/participation.ts'
import { notFound } from '#runtime/problem.ts'
import { readResult } from '#store/archive.ts'
import { readReach } from '#store/reach.ts'

/** GET …/console: what the public sees and what it does not, for organisers and observers. */
export const handler = http(readConsole, async ({ path, session }) => {
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  const { live, tallies } = await readLiveFigures(known, 'staff')
  const details = known.contest.rounds.map(async (round): Promise<[string, RoundDetails]> => [
    round.id,
    {
      ...(await detailsOf(known, round, live.at)),
      marks: marksFor(known.contest, known.state, round, tallies.get(round.id)),
      delays: delaysIn(tallies.get(round.id) ?? new Map()),
    },
  ])
  const reached = await reachedBefore(known)
  return {
    body: {
      ...live,
      details: Object.fromEntries(await Promise.all(details)),
      approvals: approvalsOf(known.contest),
      proposals: openProposals(known.state, session.person),
      ...(reached && { reached }),
    },
  }
})

/** Once a vote was opened nobody asks any more. */
async function reachedBefore({ contest, state }: KnownContest): Promise<Reached | undefined> {
  const isBefore = Object.values(state.rounds).every((round) => isUntouched(round))
  const reach = isBefore ? await readReach(contest.id) : undefined
  if (reach?.reachedAddress === undefined || reach.reachedAt === undefined) return undefined
  return { address: reach.reachedAddress, at: reach.reachedAt }
}

const isUntouched = ({ phase, attempt }: RoundState): boolean => phase === 'waiting' && attempt === 1

const openProposals = ({ proposals, rounds }: ContestState, person: string): Console['proposals'] =>
  (proposals?.open ?? []).map((one) => ({
    proposal: one.proposal,
    action: one.action,
    reason: one.reason,
    by: one.by,
    at: one.at,
    refusal: staleness(one, roundState({ rounds }, one.action.round)) ?? null,
    mine: one.by === person,
  }))

async function detailsOf(
  { contest, state }: KnownContest,
  round: Round,
  now: string,
): Promise<Omit<RoundDetails, 'delays' | 'marks'>> {
  const current = roundState(state, round.id)
  const nobody = {
    available: availableIn(state, round.id, now),
    overtime: overtimeOffers(contest, state, round),
    correctionDue: isCounted(current) && isCorrectionDue(current),
    results: [],
    units: [],
    progress: [],
    missing: [],
  }
  if (current.phase === 'waiting') return nobody
  if (!isCounted(current)) {
    const participation = await participationIn(contest, round, {
      contest: contest.id,
      round: round.id,
      ...attemptOf(current),
    })
    return { ...nobody, ...participation }
  }
  const { version, quorumMissed, unfilled = [], disclosing = [] } = latestVersion(current)
  const result = await readResult({ contest: contest.id, round: round.id, attempt: current.attempt, version })
  return {
    ...nobody,
    reveal: revealSteps(current),
    results: result ? [{ version, digest: result.digest, quorumMissed, unfilled, disclosing }] : [],
  }
}

const attemptOf = ({ attempt, buckets }: { attempt: number; buckets: number }) => ({ attempt, buckets })

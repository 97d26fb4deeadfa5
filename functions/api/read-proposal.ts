import type { ApprovedAction } from '#contract/actions.ts'
import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { ProposalEffect } from '#contract/office.ts'
import { decidedBy, exclusions, openProposal, staleness } from '#core/contest/actions.ts'
import { eligibleIn } from '#core/contest/eligible.ts'
import { isCounted, roundState, type ContestState, type Proposal } from '#core/contest/state.ts'
import { marksThatCount } from '#core/count.ts'
import { findRound } from '#core/round.ts'
import { countedRanking } from '#core/seal.ts'
import { tallyOf } from '#core/tally.ts'
import { readProposal } from '#functions/routes.ts'
import { freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'
import { linesIn } from '#services/sealed-book.ts'
import { readPieces, textOf } from '#store/archive.ts'

const nothing: ProposalEffect = { before: null, after: null }

/** GET …/proposals/{proposal}: both rankings of a counted round, as it stands and as it would be. */
export const handler = http(readProposal, async ({ path, at }) => {
  const known = await freshContest(path.contest)
  const proposal = known && openProposal(known.state, Number(path.proposal))
  const round = known && proposal && findRound(known.contest, proposal.action.round)
  if (!known || !proposal || !round) throw notFound()
  return { body: await effectOf(known.contest, known.state, round, proposal, at) }
})

async function effectOf(
  contest: Contest,
  state: ContestState,
  round: Round,
  { proposal, action, reason, by, ...rest }: Proposal,
  at: string,
): Promise<ProposalEffect> {
  const current = roundState(state, round.id)
  if (!isCounted(current) || staleness({ proposal, action, reason, by, ...rest }, current)) return nothing
  const book = { contest: contest.id, round: round.id, attempt: current.attempt }
  const lines = linesIn(textOf(await readPieces('book', book)))
  const actions = current.actions ?? []
  const side = (approved: readonly ApprovedAction[]) => sideOf(contest, state, round, lines, approved)
  if (action.kind === 'void') return { before: side(actions), after: null }
  return { before: side(actions), after: side([...actions, { proposal, action, reason, by: [by], at }]) }
}

function sideOf(
  contest: Contest,
  state: ContestState,
  round: Round,
  lines: readonly BookLine[],
  actions: readonly ApprovedAction[],
): ProposalEffect['before'] {
  const tally = tallyOf(marksThatCount(contest, round, lines, exclusions({ actions })))
  const { standings, unranked } = countedRanking(
    contest,
    round,
    tally,
    eligibleIn(contest, state, round),
    decidedBy({ actions }),
  )
  return { standings, unranked: unranked.map(({ contestant }) => contestant) }
}

import type { Action, ActionOf, ApprovedAction, Approvals } from '#contract/actions.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
import type { Standing, Unranked } from '#contract/live.ts'
import type { Refusal } from '#contract/refusals.ts'
import { add, compare, sum, zero, type Exact } from '#core/decimal.ts'
import { pointsIn } from '#core/standings/adjustments.ts'
import { acrossLine, decides } from '#core/standings/cut.ts'
import { mostOf } from './adjust-limits.ts'
import { isCounted, latestVersion, type ContestState, type Proposal, type RoundState } from './state.ts'

/** What the document says of approvals where it says nothing. */
export const approvalsOf = ({ approvals = 'two' }: Pick<Contest, 'approvals'>): Approvals => approvals

type Opened = Exclude<RoundState, { phase: 'waiting' }>
type Acted = { actions?: readonly ApprovedAction[] | undefined }

/** What was approved for an attempt, of one kind, in order. */
const approved = <Kind extends Action['kind']>(
  { actions = [] }: Acted,
  kind: Kind,
): (ApprovedAction & { action: ActionOf<Kind> })[] =>
  actions.filter((one): one is ApprovedAction & { action: ActionOf<Kind> } => one.action.kind === kind)

/** Who is out of the ranking by an action, and why; whoever was reinstated is not. */
function aside({ actions = [] }: Acted): Map<string, Unranked['why']> {
  const out = new Map<string, Unranked['why']>()
  for (const { action } of actions) {
    if (action.kind === 'disqualify') out.set(action.contestant, 'disqualified')
    if (action.kind === 'withdraw') out.set(action.contestant, 'withdrawn')
    if (action.kind === 'reinstate') out.delete(action.contestant)
  }
  return out
}

/** The points that were approved, in order. */
export const adjustments = (round: Acted) => approved(round, 'adjust')

/** The ballots that do not count by an action, by their receipts, and why. */
export const exclusions = (round: Acted): Map<string, string> =>
  new Map(approved(round, 'exclude').map(({ action: { ballot, why } }) => [ballot, why]))

/** Who was decided to be in the cut, the last time that somebody decided; undefined where nobody has. */
const cutDecision = (round: Acted) => approved(round, 'decideCut').at(-1)?.action

/** What a round's actions come to for a count of its marks; excluded ballots must be left out of them before. */
export function decidedBy(round: Acted): Decided {
  const out = aside(round)
  const points = adjustments(round).map(({ action: { contestant, points } }) => ({ contestant, points }))
  const cut = cutDecision(round)
  return {
    ...(out.size > 0 && { unranked: Object.fromEntries(out) }),
    ...(points.length > 0 && { adjustments: points }),
    ...(cut && { cut: cut.contestants }),
  }
}

/**
 * Why an action cannot be done to a round as the log has it, whatever the document says; undefined where it can. The verifier asks the
 * same of every event.
 */
export function actionRefusal(action: Action, round: RoundState): Refusal | undefined {
  if (round.phase === 'waiting') return 'round-not-opened'
  switch (action.kind) {
    case 'adjust':
      return compare(pointsIn(action.points), zero) === 0 ? 'nothing-changes' : missing(action, round)
    case 'disqualify':
      return unchanged(aside(round).get(action.contestant) === 'disqualified') ?? missing(action, round)
    case 'withdraw':
      return unchanged(aside(round).get(action.contestant) === 'withdrawn') ?? missing(action, round)
    case 'reinstate':
      return unchanged(!aside(round).has(action.contestant)) ?? missing(action, round)
    case 'exclude':
      return notCounted(round) ?? unchanged(exclusions(round).has(action.ballot))
    case 'decideCut':
      return notCounted(round) ?? unchanged(isSameList(cutDecision(round), action))
    case 'void':
      return notCounted(round)
  }
}

const unchanged = (isSo: boolean): Refusal | undefined => (isSo ? 'nothing-changes' : undefined)

const missing = ({ contestant }: { contestant: string }, { contestants }: Opened): Refusal | undefined =>
  contestants.includes(contestant) ? undefined : 'other-contestants'

const notCounted = (round: RoundState): Refusal | undefined =>
  isCounted(round) ? undefined : 'round-not-sealed'

const isSameList = (
  one: { contestants: readonly string[] } | undefined,
  other: { contestants: readonly string[] },
): boolean => one?.contestants.toSorted().join() === other.contestants.toSorted().join()

/** Why the document does not let a contestant's points become what an adjustment would make them. */
export function adjustRefusal(
  { contestant, points, why }: ActionOf<'adjust'>,
  current: Acted,
  { adjust }: Round,
): Refusal | undefined {
  const before = adjustments(current)
    .filter(({ action }) => action.contestant === contestant && action.why === why)
    .map(({ action }) => pointsIn(action.points))
  const after = add(sum(before), pointsIn(points))
  const { least, most } = mostOf(adjust, why)
  return isBetween(least, after, most) ? undefined : 'beyond-maximum'
}

const isBetween = (least: Exact, value: Exact, most: Exact): boolean =>
  compare(least, value) <= 0 && compare(value, most) <= 0

/** Why a decision does not decide who of a ranking is in the cut: nobody stands across the line, or not so many seats are left. */
export function cutRefusal(
  { contestants }: ActionOf<'decideCut'>,
  { cut }: Round,
  standings: readonly Standing[],
): Refusal | undefined {
  if (cut?.ties !== 'decide' || !acrossLine(cut, standings)) return 'nothing-changes'
  return decides(cut, contestants, standings) ? undefined : 'tie-undecided'
}

/** A proposal that nobody has settled; undefined where there is none of that number. */
export const openProposal = ({ proposals }: ContestState, number: number): Proposal | undefined =>
  proposals?.open.find(({ proposal }) => proposal === number)

/** Why a proposal cannot come into force any more although nobody has settled it. */
export function staleness({ action, attempt, version }: Proposal, round: RoundState): Refusal | undefined {
  if (round.attempt !== attempt || round.phase === 'waiting') return 'proposal-stale'
  if (action.kind === 'decideCut' && versionOf(round) !== version) return 'proposal-stale'
  return actionRefusal(action, round)
}

/** The count that a proposal is made for; undefined before the first. */
export const versionOf = (round: RoundState): number | undefined =>
  isCounted(round) ? latestVersion(round).version : undefined

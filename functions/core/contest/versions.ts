import type { ApprovedAction, Approvals } from '#contract/actions.ts'
import { isCounted, latestVersion, roundState, type ContestState } from './state.ts'

/** The next count of a round, as the log has it beside the ballots. */
export type CountDue = {
  /** 1 for the first; a further one is a correction. */
  version: number
  actions: readonly ApprovedAction[]
  /** Absent where the contest was defined before actions took two persons. */
  approvals?: Approvals | undefined
  /** Why what stands in the version before is not right any more; none in the first. */
  reasons: string[]
}

/** What a count is made by that is sealed right after `state`. */
export function countDue(state: ContestState, round: string): CountDue {
  const current = roundState(state, round)
  const { approvals } = state
  const actions = current.phase === 'waiting' ? [] : (current.actions ?? [])
  if (!isCounted(current)) return { version: 1, actions, approvals, reasons: [] }
  const before = latestVersion(current)
  const reasons = actions.slice(before.actions ?? 0).map(({ reason }) => reason)
  return { version: before.version + 1, actions, approvals, reasons }
}

import type { Contest, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import {
  isCounted,
  isUnsealed,
  lastWindow,
  roundState,
  versionInForce,
  type ContestState,
} from '../contest/state.ts'
import type { Tally } from '../tally.ts'
import { sealEvent, type SealEvent } from '../seal.ts'
import { changedSince } from '../standings/shown-marks.ts'
import { differences } from './differences.ts'
import type { Findings } from './findings.ts'
import type { ParsedLog, Seal } from './log.ts'

/** The event that fixed a result. */
export const sealOf = (log: ParsedLog, { round, attempt, version }: Result): Seal | undefined =>
  log.seals.find(
    ({ event }) => event.round === round && event.attempt === attempt && event.version === version,
  )

/** What the log says of the seal against what the result says of itself and what the ballots give. */
export function checkSeal(
  { line, event, before }: Seal,
  {
    contest,
    round,
    result,
    tally,
  }: { contest: Contest; round: Round; result: Result; tally: Tally | undefined },
  files: { log: string; result: string },
  findings: Findings,
): void {
  const { digest, ballots, quorumMissed = [] } = result
  const expected = fieldsOf(
    tally
      ? sealEvent(round, result, tally, changedSince(contest, round, tally, shownBefore(before, round)))
      : { ...event, digest, ballots, quorumMissed },
  )
  for (const difference of differences(expected, fieldsOf(event)))
    findings.add({ code: 'wrong-seal', file: files.log, line, ...difference })

  const current = roundState(before, round.id)
  const end = current.phase === 'waiting' ? null : lastWindow(current).closesAt
  if (end !== null && result.sealedAt >= end && result.sealedAt <= event.at) return
  findings.add({
    code: 'sealed-too-early',
    file: files.result,
    path: '$.sealedAt',
    expected: end === null ? undefined : { code: 'between', params: { from: end, to: event.at } },
    found: result.sealedAt,
  })
}

/** What a seal says beside its place: for instance what a confirmation to publish was about. */
const fieldsOf = ({
  digest,
  ballots,
  quorumMissed,
  disclosing = [],
  marksChanged = [],
  ties = [],
  unranked = 0,
  unfilled = [],
}: Pick<
  SealEvent,
  'digest' | 'ballots' | 'quorumMissed' | 'disclosing' | 'marksChanged' | 'ties' | 'unranked' | 'unfilled'
>) => ({
  digest,
  ballots,
  quorumMissed,
  disclosing,
  marksChanged,
  ties,
  unranked,
  unfilled,
})

/** What was shown of the judges' marks while the round went on, as the log before the seal has it. */
function shownBefore(before: ContestState, { id }: Round): Record<string, string> | undefined {
  const current = roundState(before, id)
  return isUnsealed(current) ? current.shown : undefined
}

/** What the log lacks or holds where a result is not public: sealed only, or counting no more. */
export function checkPublished(log: ParsedLog, result: Result, findings: Findings): void {
  const status = statusOf(log, result)
  if (status === 'published') return
  const code = status === 'sealed' ? 'not-published' : 'superseded'
  findings.add({ code, file: log.file, result })
}

/** What the log says of a sealed result today: whether it is the one in force, and public. */
export function statusOf(
  { state }: ParsedLog,
  { round, attempt, version }: Result,
): 'published' | 'sealed' | 'superseded' {
  const current = roundState(state, round)
  if (!isCounted(current)) return 'superseded'
  return current.attempt === attempt && versionInForce(current) === version ? current.phase : 'superseded'
}

/** The rounds that have a sealed result in force. */
export const sealedRounds = ({ state }: ParsedLog): string[] =>
  Object.entries(state.rounds).flatMap(([id, round]) => (isCounted(round) ? [id] : []))

import type { Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { lastWindow, roundState } from '../contest/state.ts'
import type { Tally } from '../tally.ts'
import { tellingPanels } from '../telling.ts'
import { differences } from './differences.ts'
import type { Findings } from './findings.ts'
import type { ReadLog, Seal } from './log.ts'

/** The event that fixed a result. */
export const sealOf = (log: ReadLog, { round, attempt, version }: Result): Seal | undefined =>
  log.seals.find(
    ({ event }) => event.round === round && event.attempt === attempt && event.version === version,
  )

/** What the log says of the seal against what the result says of itself and what the ballots give. */
export function checkSeal(
  { line, event, before }: Seal,
  { round, result, tally }: { round: Round; result: Result; tally: Tally | undefined },
  files: { log: string; result: string },
  findings: Findings,
): void {
  const { digest, ballots, quorumMissed = [] } = result
  // Which panels of a secret round would tell how people voted: what a confirmation to publish was about.
  const telling = tally ? tellingPanels(round, tally) : event.telling
  const said = {
    digest: event.digest,
    ballots: event.ballots,
    quorumMissed: event.quorumMissed,
    telling: event.telling ?? [],
  }
  for (const difference of differences({ digest, ballots, quorumMissed, telling: telling ?? [] }, said))
    findings.add({ code: 'wrong-seal', file: files.log, line, ...difference })

  const current = roundState(before, round.id)
  const end = current.phase === 'waiting' ? null : lastWindow(current).closesAt
  if (end !== null && result.sealedAt >= end && result.sealedAt <= event.at) return
  findings.add({
    code: 'sealed-too-early',
    file: files.result,
    path: '$.sealedAt',
    expected: `from ${end} to ${event.at}`,
    found: result.sealedAt,
  })
}

/** What the log lacks or holds where a result is not public: sealed only, or counting no more. */
export function checkPublished(log: ReadLog, result: Result, findings: Findings): void {
  const status = statusOf(log, result)
  if (status === 'published') return
  const code = status === 'sealed' ? 'not-published' : 'superseded'
  findings.add({ code, file: log.file, detail: nameOf(result) })
}

/** What the log says of a sealed result today: whether it is the one in force, and public. */
export function statusOf(
  { state }: ReadLog,
  { round, attempt, version }: Result,
): 'published' | 'sealed' | 'superseded' {
  const current = roundState(state, round)
  if (current.phase !== 'sealed' && current.phase !== 'published') return 'superseded'
  const inForce = current.publishedVersion ?? current.version
  return current.attempt === attempt && inForce === version ? current.phase : 'superseded'
}

/** The rounds that have a sealed result in force. */
export const sealedRounds = ({ state }: ReadLog): string[] =>
  Object.entries(state.rounds).flatMap(([id, { phase }]) =>
    phase === 'sealed' || phase === 'published' ? [id] : [],
  )

export const nameOf = ({ round, attempt, version }: Result): string =>
  `round ${round}, attempt ${attempt}, version ${version}`

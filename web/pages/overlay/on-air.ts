import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live, LiveRound, OverlayPart } from '#contract/live.ts'
import { contestantOf, currentRound, leftOf, statusAt } from '../../state/rounds.ts'

/** What stands over the picture now; null where a part has nothing to say or is switched off. */
export type OnAir = {
  name: Contestant | null
  countdown: { closesAt: string | undefined } | null
  /** `left`: who has left the round before it was opened. */
  tally: { round: Round; live: LiveRound; left: Contestant[] } | null
}

/**
 * A part is shown where the address asks for it, the console lets it through and the contest has something for it: a contestant on
 * stage, an open window, a round that has begun. A result takes the contestant's place until the next one comes on stage. While the
 * network is lost, nothing is said of a window that was open: it may have been closed or extended since.
 */
export function onAir(
  contest: Contest,
  document: Live,
  parts: readonly OverlayPart[],
  now: number,
  lost: boolean,
): OnAir {
  const shows = (part: OverlayPart) =>
    parts.includes(part) && (document.overlay === undefined || document.overlay.includes(part))
  const round = currentRound(contest, document, now)
  const live = round && document.rounds[round.id]
  const status = statusAt(live, now)
  const onStage = document.stage && (contestantOf(contest, document.stage.contestant) ?? null)
  const isOver = status !== 'open' && onStage !== null && cameAfter(document, live)
  const mayHaveChanged = lost && live?.status === 'open'
  const voidedAt = status === 'waiting' ? live?.voided?.at : undefined
  const isVoided = voidedAt !== undefined && !(document.stage !== null && document.stage.since > voidedAt)
  const hasResult =
    live !== undefined && live.standings !== null && (status === 'sealed' || status === 'published')
  return {
    name: shows('name') && (isOver || !hasResult) ? onStage : null,
    countdown: shows('countdown') && status === 'open' && !lost ? { closesAt: live?.closesAt } : null,
    tally:
      shows('tally') && round && live && (status !== 'waiting' || isVoided) && !isOver && !mayHaveChanged
        ? { round, live: { ...live, status }, left: leftOf(contest, round, document) }
        : null,
  }
}

/** Whether somebody came on stage after the round's window: its figures are history then. */
const cameAfter = ({ stage }: Live, live: LiveRound | undefined): boolean =>
  stage !== null && live?.closesAt !== undefined && stage.since > live.closesAt

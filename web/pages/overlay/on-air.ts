import type { Contest, Contestant } from '#contract/contest.ts'
import type { Live, LiveMarks, OverlayPart } from '#contract/live.ts'
import { viewIn, type RoundView, viewWhenHeard } from '../../state/round-view.ts'
import { leftOf } from '../../state/left.ts'
import { contestantOf, currentRound } from '../../state/rounds.ts'
import { isTimed, speechClock, type SpeechClock } from '../../state/speech.ts'

/** What stands over the picture now; null where a part has nothing to say or is switched off. */
export type OnAir = {
  name: Contestant | null
  countdown: { closesAt: string | undefined } | null
  speech: SpeechClock | null
  marks: (RoundView & { marks: LiveMarks }) | null
  /** `left`: who has left the round before it was opened. */
  tally: (RoundView & { left: Contestant[] }) | null
}

/**
 * A part is shown where the address asks for it, the console lets it through and the contest has something for it: a contestant on
 * stage, an open window, a speech, marks that are shown, a round that has begun. A result takes the contestant's place until the next
 * one comes on stage, and marks take the tally's until they are taken off. While the network is lost, nothing is said of a window that was open
 * or of a clock that ran: they may have been closed, extended or paused since.
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
  const view = viewIn(contest, document, round, now)
  const isOpen = view?.phase === 'open'
  const onStage = document.stage && (contestantOf(contest, document.stage.contestant) ?? null)
  const isOver = !isOpen && onStage !== null && cameAfter(document, view)
  const mayHaveChanged = lost && viewWhenHeard(contest, document, round)?.phase === 'open'
  const clock = lost ? null : speechClock(contest, document, now)
  const marks = shows('marks') ? marksIn(contest, document, now) : null
  return {
    name: shows('name') && (isOver || !hasResult(view)) ? onStage : null,
    countdown: shows('countdown') && isOpen && !lost ? { closesAt: view.live.closesAt } : null,
    speech: shows('speech') && clock !== null && isTimed(clock) ? clock : null,
    marks,
    tally:
      shows('tally') && view && marks === null && hasBegun(document, view) && !isOver && !mayHaveChanged
        ? { ...view, left: leftOf(contest, view.round, document) }
        : null,
  }
}

/** Whether somebody came on stage after the round's window: its figures are history then. */
const cameAfter = ({ stage }: Live, view: RoundView | undefined): boolean =>
  stage !== null && view?.live.closesAt !== undefined && stage.since > view.live.closesAt

const hasResult = (view: RoundView | undefined): boolean =>
  view !== undefined &&
  view.live.standings !== null &&
  (view.live.status === 'sealed' || view.live.status === 'published')

/** A round that was voided is told of until somebody comes on stage. */
function hasBegun({ stage }: Live, { phase, live: { voided } }: RoundView): boolean {
  if (phase !== 'waiting') return true
  return voided !== undefined && !(stage !== null && stage.since > voided.at)
}

/** The judges' marks that were shown last and still are. */
function marksIn(contest: Contest, document: Live, now: number): OnAir['marks'] {
  const shown = contest.rounds.flatMap((round) => {
    const view = viewIn(contest, document, round, now)
    return view?.live.marks ? [{ ...view, marks: view.live.marks }] : []
  })
  return shown.sort((a, b) => (a.marks.at < b.marks.at ? 1 : -1))[0] ?? null
}

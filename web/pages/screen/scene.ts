import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live, LiveMarks } from '#contract/live.ts'
import { roundView, type RoundView } from '../../state/round-view.ts'
import { leftOf } from '../../state/left.ts'
import { contestantOf, contestantsOf, openRounds, statusAt } from '../../state/rounds.ts'
import { isTimed, speechClock, type SpeechClock } from '../../state/speech.ts'

export type OnStage = { contestant: Contestant; round: Round | undefined; place: number }

/** What the big screen shows. */
export type Scene =
  | { kind: 'idle' }
  | ({ kind: 'contestant' } & OnStage)
  | ({ kind: 'voting'; onStage: OnStage | null } & RoundView)
  | ({ kind: 'marks'; contestant: Contestant; marks: LiveMarks } & RoundView)
  | ({ kind: 'closed' } & RoundView)
  | ({ kind: 'ranking' } & RoundView)
  | ({ kind: 'voided' } & RoundView)

/** When this screen saw a round become published, in epoch milliseconds of the server; rounds that were before are not in it. */
export type Published = Readonly<Record<string, number>>

/** The document at a moment of the server's clock: the same one, unless a window has ended since it was made. */
export function asOf(document: Live, now: number): Live {
  const rounds = Object.entries(document.rounds)
  if (rounds.every(([, live]) => statusAt(live, now) === live.status)) return document
  return {
    ...document,
    rounds: Object.fromEntries(rounds.map(([id, live]) => [id, { ...live, status: statusAt(live, now) }])),
  }
}

/** Without an end, marks are given while contestants present: the one on stage is what the hall looks at. */
export const isPresenting = ({
  round,
  live,
  onStage,
}: Pick<RoundView, 'round' | 'live'> & { onStage: OnStage | null }): boolean =>
  live.closesAt === undefined && onStage?.round?.id === round.id

/** From the opening to the publication the hall sees how far the log has come: who writes it down can later hold it against the book. */
export const isWitnessed = ({ kind }: Scene): boolean => ['voting', 'marks', 'closed'].includes(kind)

/**
 * Judges' marks that are shown, a window or a reveal under way always come first. Otherwise the screen follows what happened last: somebody came
 * on stage, a window closed, a result was published, a round was voided.
 */
export function sceneOf(contest: Contest, document: Live, published: Published): Scene {
  // Windows that have ended are closed in the document already.
  const now = Number.NEGATIVE_INFINITY
  const rounds = contest.rounds.flatMap((round): RoundView[] => {
    const live = document.rounds[round.id]
    return live === undefined ? [] : [roundView(contest, round, live, now)]
  })
  const [voting] = openRounds(contest, document, now)
  const open = rounds.find(({ round }) => round === voting)
  const onStage = stageOf(contest, document, open === undefined ? rounds : [open, ...rounds])
  if (open !== undefined) return marksIn(contest, open)?.scene ?? { kind: 'voting', onStage, ...open }

  const revealing = rounds.find(({ phase }) => phase === 'revealing')
  if (revealing !== undefined) return { kind: 'ranking', ...revealing }

  const candidates: { at: number; scene: Scene }[] = [
    ...rounds.flatMap((of) => sceneAfter(of, published)),
    ...rounds.flatMap((of) => marksIn(contest, of) ?? []),
    ...(onStage === null
      ? []
      : [{ at: time(document.stage?.since), scene: { kind: 'contestant' as const, ...onStage } }]),
  ]
  const start: { at: number; scene: Scene } = { at: 0, scene: { kind: 'idle' } }
  return candidates.reduce((latest, candidate) => (candidate.at >= latest.at ? candidate : latest), start)
    .scene
}

/** The judges' marks that a round shows, and since when. */
function marksIn(contest: Contest, of: RoundView): { at: number; scene: Scene } | undefined {
  const { marks } = of.live
  const contestant = marks && contestantOf(contest, marks.contestant)
  return marks && contestant && { at: time(marks.at), scene: { kind: 'marks', contestant, marks, ...of } }
}

/** The scene that a round leaves behind once its window has closed, and since when. */
function sceneAfter(of: RoundView, published: Published): { at: number; scene: Scene }[] {
  const { round, live } = of
  const closedAt = time(live.closesAt)
  if (live.status === 'waiting' && live.voided !== undefined)
    return [{ at: time(live.voided.at), scene: { kind: 'voided', ...of } }]
  if (live.status === 'closed' || live.status === 'sealed')
    return [{ at: closedAt, scene: { kind: 'closed', ...of } }]
  // Only the result that was published last is carried by the document.
  if (live.status !== 'published' || live.standings === null) return []
  return [{ at: published[round.id] ?? closedAt, scene: { kind: 'ranking', ...of } }]
}

/** The clock of whoever speaks, while they are what the hall looks at or may vote on. */
export function clockIn(contest: Contest, document: Live, { kind }: Scene, now: number): SpeechClock | null {
  if (kind !== 'contestant' && kind !== 'voting') return null
  const clock = speechClock(contest, document, now)
  return clock !== null && isTimed(clock) ? clock : null
}

function stageOf(contest: Contest, { stage }: Live, rounds: RoundView[]): OnStage | null {
  const contestant = stage === null ? undefined : contestantOf(contest, stage.contestant)
  if (contestant === undefined) return null
  const includes = ({ round }: RoundView) =>
    contestantsOf(contest, round).some(({ id }) => id === contestant.id)
  const running = ({ live }: RoundView) => live.status === 'waiting' || live.status === 'open'
  const of = rounds.find((one) => running(one) && includes(one)) ?? rounds.find(includes)
  const among = of === undefined ? contest.contestants : contestantsOf(contest, of.round)
  return { contestant, round: of?.round, place: among.findIndex(({ id }) => id === contestant.id) + 1 }
}

/** Who has left the round that a scene is about. */
export const leftIn = (contest: Contest, scene: Scene, document: Live): Contestant[] =>
  scene.kind === 'idle' || scene.round === undefined ? [] : leftOf(contest, scene.round, document)

const time = (iso: string | undefined): number => (iso === undefined ? 0 : Date.parse(iso))

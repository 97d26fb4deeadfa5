import type { Action, ApprovedAction, Approvals } from '#contract/actions.ts'
import type { Amendment, Withdrawal } from '#contract/amendments.ts'
import type { ReceiptKey } from '#contract/receipt-proof.ts'
import type { LiveMarks, OverlayPart, Turnout } from '#contract/live.ts'
import { genesis } from './log.ts'
import type { PartsShown } from './reveal-parts.ts'

/** A span `[opensAt, closesAt)` in which ballots are accepted; without an end it runs until somebody closes it. */
export type Window = { opensAt: string; closesAt: string | null }

/** Rows of a ranking that nothing separates: they share the rank and are revealed together. Counts of one are left out. */
export type Tie = { rank: number; rows: number }

/** One count of a round's book, as its seal fixed it. Later ones supersede it; it stays readable. */
export type ResultVersion = {
  version: number
  ballots: Turnout
  /** Electorates whose turnout is below their quorum. */
  quorumMissed: string[]
  /** Electorates of a secret round whose published figures would disclose everyone's ballot; absent where there are none. */
  disclosing?: string[]
  /** Absent where everybody has a rank of their own. */
  ties?: Tie[]
  /** How many contestants stand in no ranking; absent where there are none. */
  unranked?: number
  /** Electorates of panels with weight from which nobody has points; absent where there are none. */
  unfilled?: string[]
  /** How many of the round's actions are in it; absent where none is. */
  actions?: number
  /** When it became public; absent where it has not. */
  publishedAt?: string
}

/** An action that somebody has proposed and nobody has settled. */
export type Proposal = {
  /** Counted from 1. */
  proposal: number
  action: Action
  reason: string
  by: string
  at: string
  /** The attempt and the result, by its version, that it was proposed for. */
  attempt: number
  version?: number
}

/** The attempt that was voided last, why and when. It stays known: who holds a receipt of it must be able to see that it counts no more. */
type Voided = {
  attempt: number
  reason: string
  at: string
  /** Over how many partition keys its ballots are spread; absent where an older version of this program voided it. */
  buckets?: number
}

type Waiting = { attempt: number; voided?: Voided }

type Opened = Waiting & {
  /** Who is judged, in running order: fixed when the attempt was opened. */
  contestants: string[]
  /** Over how many partition keys its ballots are spread. */
  buckets: number
  windows: Window[]
  /** What was approved for this attempt, in order; absent where nothing was. */
  actions?: ApprovedAction[]
}

type Unsealed = Opened & {
  /** Eligible voters per electorate when the window had closed and the roster grew afterwards. */
  eligible?: Record<string, number>
  /** Of the same moment: who of them is excused. */
  excused?: Record<string, number>
  /** The judges' marks that are shown. */
  marks?: LiveMarks
  /** Of each contestant whose marks were shown the digest of what was shown last. */
  shown?: Record<string, string>
}

type Counted = Opened & {
  /** The results of the round's one book, oldest first; never empty. */
  versions: ResultVersion[]
  /** Rows of the ranking that are shown, from the last up; absent when nothing is being revealed. */
  revealed?: number
  /** While it is revealed in two parts, how far; no place is out then. */
  inParts?: PartsShown
  /** Contestants whose comments are released. */
  comments?: string[]
  /** How many were excused when it was counted, once the roster has changed since. */
  excused?: Record<string, number>
}

type Published = Counted & {
  /**
   * The version that is public and the event, by its number, that made it so. `paced`: a reveal had begun before, so until its last
   * place is shown the result is for the staff only.
   */
  published: { version: number; in: number; paced?: true }
}

/** A round as the log has it. That time has closed an opened one stands in no event: `roundAt` tells. */
export type RoundState =
  | ({ phase: 'waiting' } & Waiting)
  | ({ phase: 'opened' } & Unsealed)
  | ({ phase: 'sealing' } & Unsealed)
  | ({ phase: 'sealed' } & Counted)
  | ({ phase: 'published' } & Published)

/** A round as it is at a moment. */
export type RoundAt =
  Exclude<RoundState, { phase: 'opened' }> | ({ phase: 'open' } & Unsealed) | ({ phase: 'closed' } & Unsealed)

/** From the first opening of an attempt to its publication: a void leads back to waiting, with the next attempt. */
export type Phase = RoundAt['phase']

/** The clock of whoever speaks. After the end it is kept until another begins or somebody else comes on stage. */
export type Speech = {
  contestant: string
  /** The round whose document sets the time. */
  round: string
  /** Counted from 1. */
  part: number
  /** How long the part may take. */
  seconds: number
  startedAt: string
  /** Milliseconds that the clock has stood still before it runs on, or before the pause that lasts. */
  pausedMs: number
  paused?: { since: string; reason: string }
  /** Whole seconds spoken and above the limit, as the log has them. */
  ended?: { at: string; seconds: number; over: number }
}

/** The fold of a contest's log: what every request looks at. */
export type ContestState = {
  /** How many events are folded in. */
  version: number
  /** Hash of the last event. */
  chain: string
  /** Time of the last event. */
  at: string
  /** Version at which the document was defined. */
  definition: number
  stage: { contestant: string; since: string } | null
  /** Who was on stage last, while nobody is. */
  lastOnStage?: { contestant: string; since: string }
  speech?: Speech
  /** How many milliseconds each spoke, part by part, pauses left out; absent before the first speech. */
  spoken?: { contestant: string; round: string; part: number; ms: number }[]
  /** Words of the document that were put right, in order; absent where none were. */
  amendments?: Amendment[]
  /** Who left the rounds that were not opened; absent where nobody did. */
  withdrawals?: Withdrawal[]
  /** Version at which the document in force became another than the one defined, or changed again. */
  changed?: number
  /** What the document says of actions; absent where it was defined before there were any. */
  approvals?: Approvals
  /** How many actions were proposed, and those that wait for a second person; absent where none ever was. */
  proposals?: { made: number; open: Proposal[] }
  /** What the staff have to say to whoever is on stage. */
  message?: { text: string; since: string }
  /** Tells a rehearsal from the one before it, whose id was the same; absent in a contest itself. */
  rehearsal?: string
  /** Parts of the stream overlay that are let through; absent until the console first says so. */
  overlay?: OverlayPart[]
  /** The public half of the key that signs receipts; absent before the first opening, and where a round had opened without one. */
  receiptKey?: ReceiptKey
  /** Rows on the roster per electorate, shadow judges left out. */
  eligible: Record<string, number>
  /** How many of them are known to be away; absent where nobody ever was. */
  excused?: Record<string, number>
  rounds: Record<string, RoundState>
  /** People whose code was issued anew: sessions of an earlier epoch are refused. */
  revoked: Record<string, { epoch: number; at: string }>
}

export const emptyState: ContestState = {
  version: 0,
  chain: genesis,
  at: '',
  definition: 0,
  stage: null,
  eligible: {},
  rounds: {},
  revoked: {},
}

/** The state of one round, also when it was never opened. */
export const roundState = (state: Pick<ContestState, 'rounds'>, round: string): RoundState =>
  (Object.hasOwn(state.rounds, round) ? state.rounds[round] : undefined) ?? { phase: 'waiting', attempt: 1 }

/** A round in the phase that it is in at `now`, ISO 8601. Time alone turns an open round into a closed one. */
export function roundAt(round: RoundState, now: string): RoundAt {
  if (round.phase !== 'opened') return round
  const { closesAt } = lastWindow(round)
  return { ...round, phase: closesAt === null || now < closesAt ? 'open' : 'closed' }
}

/** A round as it is stored: the reverse of `roundAt`. */
export const stored = (round: RoundAt): RoundState =>
  round.phase === 'open' || round.phase === 'closed' ? { ...round, phase: 'opened' } : round

/** A round whose ballots were recounted. */
export type CountedRound = Extract<RoundState, { phase: 'sealed' | 'published' }>

export const isCounted = (round: RoundState): round is CountedRound =>
  round.phase === 'sealed' || round.phase === 'published'

/** A round with ballots and no count of them: until the seal, whatever arrived in a window may still be on its way into the box. */
export type UnsealedRound = Extract<RoundState, { phase: 'opened' | 'sealing' }>

export const isUnsealed = (round: RoundState): round is UnsealedRound =>
  round.phase === 'opened' || round.phase === 'sealing'

/** The count that was sealed last. */
export function latestVersion({ versions }: CountedRound): ResultVersion {
  const latest = versions.at(-1)
  if (!latest) throw new Error('a sealed round has at least one result')
  return latest
}

/** Whether something was approved that the count sealed last does not have: a further version is due. */
export const isCorrectionDue = (round: CountedRound): boolean =>
  (round.actions?.length ?? 0) > (latestVersion(round).actions ?? 0)

/** The result that stands: the published one where one is published, else the one sealed last. */
export const versionInForce = (round: CountedRound): number =>
  round.phase === 'published' ? round.published.version : latestVersion(round).version

/** How many places the ranking that stands has. */
export const placesIn = (round: CountedRound): number =>
  round.contestants.length - (resultInForce(round).unranked ?? 0)

/** What the seal said of the result that stands. */
export function resultInForce(round: CountedRound): ResultVersion {
  const version = versionInForce(round)
  const inForce = round.versions.find((one) => one.version === version)
  if (!inForce) throw new Error(`a counted round lacks its version ${version}`)
  return inForce
}

/** The window that was opened last. */
export function lastWindow(round: { windows: Window[] }): Window {
  const window = round.windows.at(-1)
  if (!window) throw new Error('an opened round has at least one window')
  return window
}

/** Whether a window takes a ballot that arrived at `at`: the opening instant belongs to it, the closing instant does not. */
export const isWithin = ({ opensAt, closesAt }: Window, at: string): boolean =>
  opensAt <= at && (closesAt === null || at < closesAt)

/** What the public is told of a round: that its ballots are being recounted is no state of its own. */
export type RoundStatus = Exclude<Phase, 'sealing'>

export function statusAt(round: RoundState, now: string): RoundStatus {
  const { phase } = roundAt(round, now)
  return phase === 'sealing' ? 'closed' : phase
}

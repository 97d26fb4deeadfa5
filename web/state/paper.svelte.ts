import type { Ballot, Comment, Comments } from '#contract/ballot.ts'
import type { BallotRule, Contestant } from '#contract/contest.ts'
import type { recusedAmong } from '#core/recusal.ts'
import { filled, plain, type FilledBallot } from '#core/ballot/filled.ts'
import { emptyBallot, isBallotFor, marksIn, progressOf } from './ballots.ts'
import { commentsBeyond, isComments, joinComments } from './comments.ts'
import { Draft } from './draft.svelte.ts'
import type { Outbox } from './outbox.svelte.ts'
import { draftKey, isOpenSeat, outboxFor, paperKey, voterKey } from './paper-outbox.ts'
import { contestantsOf } from './rounds.ts'
import type { Seat } from './seat.ts'
import { whoIs } from './who.ts'

const justLoadedMs = 10_000
const spreadMs = 30_000

/**
 * When a round opens, every phone that is watching knows at once that there may be a ballot of its own. Asked by all in the same second,
 * it would be the largest rush of the evening, for an answer that is nearly always no; so they ask within half a minute. A page that
 * was loaded only now may be a second device, or the same one again, and asks at once.
 */
const patienceForLookUp = (): number => (performance.now() < justLoadedMs ? 0 : Math.random() * spreadMs)

/** A voter's ballot while it is filled in, sent and, where the round allows it, changed. */
export class Paper {
  readonly outbox: Outbox
  /** The rule of recusal, given where the panel has one. */
  recusal = $state.raw<typeof recusedAmong | null>(null)
  #seat: Seat
  #draft: Draft<Ballot>
  /** What a judge has said here and the server does not hold yet. */
  #said: Draft<Comments>
  #revising = $state(false)

  constructor(seat: Seat) {
    const { ballot: rule, electorate } = seat.panel
    this.#seat = seat
    this.#said = new Draft<Comments>(seat.storage, `${paperKey(seat)}/comments`, {}, isComments)
    this.outbox = outboxFor(seat, {
      patience: patienceForLookUp(),
      received: ({ comments }) => this.#forget(comments),
    })
    this.#draft = new Draft(
      seat.storage,
      draftKey(seat),
      plain(emptyBallot(rule, electorate)),
      isBallotFor(rule),
    )
    // A change that was begun before the page was closed goes on.
    this.#revising = this.#draft.kept
  }

  /** The name of whoever's ballot it is; empty before anybody has signed in. */
  get who(): string {
    const { keeper, contest } = this.#seat
    return keeper.session ? whoIs(contest, keeper.session).name : ''
  }

  get ballot(): FilledBallot {
    return filled(this.#draft.value)
  }
  get rule(): BallotRule {
    return this.#seat.panel.ballot
  }
  /** Everybody in the round, in running order. */
  get everybody(): Contestant[] {
    return contestantsOf(this.#seat.contest, this.#seat.round)
  }
  /** From whom this voter is recused; nobody before `recusal` is at hand. */
  get recused(): Contestant[] {
    const { contest, panel, keeper } = this.#seat
    return this.recusal?.(contest, this.everybody, panel, keeper.session ?? {}) ?? []
  }
  /** Whom this voter may mark. */
  get contestants(): Contestant[] {
    const { recused } = this
    return this.everybody.filter((one) => !recused.includes(one))
  }
  /** A judge's words: what the server holds, whichever device sent it, and on top of it what was said here since. */
  get comments(): Comments {
    return joinComments(this.outbox.own?.comments, this.#said.value)
  }
  get progress() {
    return progressOf(this.#seat.panel.ballot, this.ballot, this.contestants.length)
  }
  /** Whether the form is to be shown, rather than what became of the ballot. */
  get filling(): boolean {
    if (this.outbox.state === 'received') return this.#revising && this.mayChange
    return this.outbox.state === 'empty' || this.outbox.state === 'unknown'
  }
  /** Whether something is half filled in, or being changed. */
  get begun(): boolean {
    return this.filling && this.#draft.kept
  }
  /** Whether a ballot that was sent stands for good. */
  get final(): boolean {
    return this.#seat.round.revisable === false
  }
  get mayChange(): boolean {
    return !this.outlived && (!this.final || this.#mayAdd)
  }
  /** Whether the ballot was cast in an open session that has run out: it counts, and a change would be a second ballot. */
  get outlived(): boolean {
    const { storage, keeper } = this.#seat
    if (this.outbox.own === null || !isOpenSeat(this.#seat)) return false
    return storage.read(voterKey(this.#seat)) !== (keeper.session?.voter ?? null)
  }
  /** Contestants whose marks stand, in a round without revision. */
  get locked(): readonly string[] {
    const own = this.outbox.own?.ballot
    if (!this.final || own === undefined) return []
    return Object.keys(marksIn(filled(own)) ?? {})
  }

  say(contestant: string, comment: Comment): void {
    this.#said.value = joinComments(this.#said.value, { [contestant]: comment })
  }

  fill(ballot: FilledBallot): void {
    this.#draft.value = plain(ballot)
  }

  /** Sends what is filled in. `delay`: whole seconds this viewer is behind the live edge. */
  send(delay?: number, comments?: Comments): void {
    this.outbox.cast(this.#draft.value, comments, delay)
    this.#draft.clear(this.#draft.value)
    this.#revising = false
  }

  /** Opens the ballot that is stored or on its way for a change. */
  revise(): void {
    const latest = this.outbox.outgoing?.ballot ?? this.outbox.own?.ballot
    this.outbox.withdraw()
    if (latest !== undefined) this.#draft.value = latest
    this.#revising = true
  }

  keepOld(): void {
    const { ballot: rule, electorate } = this.#seat.panel
    this.#draft.clear(plain(emptyBallot(rule, electorate)))
    this.#revising = false
  }

  #forget(held: Comments | undefined): void {
    if (!this.#said.kept) return
    const left = commentsBeyond(held, this.#said.value)
    if (Object.keys(left).length === 0) this.#said.clear({})
    else this.#said.value = left
  }

  get #mayAdd(): boolean {
    const own = this.outbox.own?.ballot
    const marks = own && marksIn(filled(own))
    return marks !== undefined && Object.keys(marks).length < this.contestants.length
  }
}

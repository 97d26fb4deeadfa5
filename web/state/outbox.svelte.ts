import type { Ballot, Cast, Comments, OwnBallot, Receipt } from '#contract/ballot.ts'
import { untrack } from 'svelte'
import { filled, sameBallot } from '#core/ballot.ts'
import { Problem } from '../api/problem.ts'
import { backoff } from './backoff.ts'
import { commentsBeyond } from './comments.ts'
import { isRecord, type Storage } from './storage.ts'

/**
 * `unknown`: the server has not said yet whether it holds a ballot. `sending` and `undelivered`: ours is on its way, or waits for a network.
 * `empty` and `received`: what the server said.
 */
export type OutboxState = 'unknown' | 'empty' | 'sending' | 'undelivered' | 'received'

/**
 * What waits on the device. `blind`: an earlier try may have arrived, so the revision it would replace is not known. `base`: what the
 * server was last known to hold when the ballot was made; what differs from it is this device's own doing.
 */
type Pending = { cast: Cast; tried: boolean; blind: boolean; base?: OwnBallot | undefined }

type Options = {
  /** `again`: the same ballot was tried before, without an answer. */
  put: (cast: Cast, again: boolean) => Promise<Receipt>
  read: () => Promise<OwnBallot>
  storage: Storage
  /** Names the voter, the round and the attempt: another attempt is another ballot. */
  key: string
  /**
   * Joins ours with what another device has sent since `base`, to be sent again. With it no ballot goes out that does not name
   * what it replaces; without it the voter decides.
   */
  merge?: (theirs: OwnBallot, ours: Cast, base?: OwnBallot) => Pick<Cast, 'ballot' | 'comments'>
  /** Is told of every receipt for a ballot of this device. */
  received?: (ballot: Pick<Cast, 'ballot' | 'comments'>) => void
  /** Whether all may be wiped on the server: then a receipt that it does not know is worth nothing. */
  wipeable?: boolean
  newId?: () => string
  /** Milliseconds before it asks what the server holds, unless there is a ballot to send or a finger on the page. */
  patience?: number
  /** Milliseconds before the next try. */
  pause?: (failures: number) => number
}

/** So often in a row it joins its ballot with another device's before it gives up. */
const mostMerges = 5

/** After so many failures in a row it waits for the network, the page or a finger instead of a clock. */
const mostTries = 60

const isOwnBallot = (value: unknown): value is OwnBallot =>
  isRecord(value) &&
  isRecord(value.ballot) &&
  typeof value.receipt === 'string' &&
  typeof value.castAt === 'string' &&
  typeof value.revision === 'number'

const isPending = (value: unknown): value is Pending =>
  isRecord(value) &&
  isRecord(value.cast) &&
  isRecord(value.cast.ballot) &&
  typeof value.cast.requestId === 'string' &&
  typeof value.tried === 'boolean' &&
  typeof value.blind === 'boolean' &&
  (value.base === undefined || isOwnBallot(value.base))

const receiptKeyOf = (key: string): string => `${key}/receipt`

/** The last ballot under a key of which this device has a receipt. */
export function rememberedBallot(storage: Storage, key: string): OwnBallot | null {
  const receipt = storage.read(receiptKeyOf(key))
  return isOwnBallot(receipt) ? receipt : null
}

/** Whether the server's ballot says all that ours does, the words beside it included. */
const holds = (own: OwnBallot, { ballot, comments }: Cast): boolean =>
  sameBallot(filled(own.ballot), filled(ballot)) &&
  Object.keys(commentsBeyond(own.comments, comments)).length === 0

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/**
 * The way of one voter's ballot in one round to the server. A ballot is written to the device before it is sent, and sent again
 * under the same request id until the server answers; only the server's receipt makes it `received`.
 */
export class Outbox {
  #own = $state.raw<OwnBallot | null>(null)
  /** The last ballot that this device knows it has sent. */
  #sent = $state.raw<OwnBallot | null>(null)
  #asked = $state(false)
  #pending = $state.raw<Pending | null>(null)
  #failures = $state(0)
  #problem = $state.raw<Problem | null>(null)
  /** A ballot was taken back while it may have arrived. */
  #unsure = false
  #merges = 0
  #running = false
  /** The server no longer knows the session: nothing goes out before there is a new one. */
  #barred = false
  #patience: number
  #stopped = false
  #interrupt: (() => void) | null = null
  #options: Options & Required<Pick<Options, 'newId' | 'pause'>>

  constructor(options: Options) {
    this.#options = { newId: randomId, pause: (failures) => backoff(failures), ...options }
    this.#patience = options.patience ?? 0
    const remembered = options.storage.read(options.key)
    if (isPending(remembered)) this.#pending = remembered
    this.#own = this.#sent = rememberedBallot(options.storage, options.key)
  }

  get state(): OutboxState {
    if (this.#pending !== null) return this.#problem === null ? 'sending' : 'undelivered'
    if (this.#own !== null) return 'received'
    return this.#asked ? 'empty' : 'unknown'
  }
  /** The ballot that the server holds, with its receipt. */
  get own(): OwnBallot | null {
    return this.#own
  }
  /** Whether the server holds a ballot that this device has no record of sending: another device's, or somebody else's. */
  get fromElsewhere(): boolean {
    if (this.#own === null) return false
    return this.#own.receipt !== this.#sent?.receipt || this.#own.revision !== this.#sent.revision
  }
  /** The ballot that is on its way. */
  get outgoing(): Cast | null {
    return this.#pending?.cast ?? null
  }
  /** Why the last ballot did not arrive: for good, unless it is still `undelivered`. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Whether nothing goes out before somebody signs in again. */
  get signedOut(): boolean {
    return this.#problem?.code === 'unauthorized'
  }

  /** Sends what was left over and looks up what the server holds; returns how to stop. */
  open(): () => void {
    const whenVisible = () => {
      if (document.visibilityState === 'visible') this.hurry()
    }
    addEventListener('online', this.hurry)
    document.addEventListener('visibilitychange', whenVisible)
    void untrack(() => this.run())
    return () => {
      this.#stopped = true
      this.#interrupt?.()
      removeEventListener('online', this.hurry)
      document.removeEventListener('visibilitychange', whenVisible)
    }
  }

  /** Hands over a ballot. One that is still on its way is superseded. */
  cast(ballot: Ballot, comments?: Comments, delay?: number): void {
    const before = this.#pending
    const blind = this.#unsure || before?.tried === true || before?.blind === true
    this.#problem = null
    this.#failures = 0
    this.#keep({
      cast: {
        ballot,
        requestId: this.#options.newId(),
        ...(comments !== undefined && { comments }),
        ...(delay !== undefined && { delay }),
      },
      tried: false,
      blind,
      base: before === null ? (this.#own ?? undefined) : before.base,
    })
    this.hurry()
  }

  /** Takes back a ballot that has not arrived, to change it. Whether it has arrived after all, the server tells later. */
  withdraw(): void {
    if (this.#pending?.tried === true) this.#unsure = true
    this.#keep(null)
    this.#failures = 0
    this.#interrupt?.()
  }

  /** Tries now rather than later; with a new session, also what the old one was refused. */
  hurry = (): void => {
    this.#barred = false
    this.#interrupt?.()
    void this.run()
  }

  /** Works until there is nothing left to do or nothing more can be done; resolves then. One run at a time. */
  async run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    try {
      const patience = this.#pending === null ? this.#patience : 0
      this.#patience = 0
      if (patience > 0) await this.#wait(patience)
      while (!this.#stopped && !this.#barred && (this.#pending !== null || !this.#asked)) {
        if (await this.#try()) continue
        if (this.#failures >= mostTries) return
        await this.#wait(this.#untilNextTry)
      }
    } finally {
      this.#running = false
    }
  }

  /** One exchange with the server; false when it failed in a way that passes. */
  async #try(): Promise<boolean> {
    const pending = this.#pending
    try {
      if (pending === null) await this.#lookUp()
      else await this.#deliver(pending)
      this.#failures = 0
      return true
    } catch (error) {
      this.#problem = Problem.from(error)
      if (this.#problem.passing) {
        this.#failures += 1
        return false
      }
      // A new code gives the same voter a new session, so what waits here is still good then.
      if (this.#problem.code === 'unauthorized') {
        this.#barred = true
        return true
      }
      this.#asked = true
      if (this.#pending?.cast.requestId === pending?.cast.requestId) this.#keep(null)
      return true
    }
  }

  async #deliver(pending: Pending): Promise<void> {
    if (pending.blind && !pending.tried && this.#options.merge !== undefined) {
      await this.#lookUp()
      this.#rebase()
      return
    }
    const cast = this.#addressed(pending)
    const sent = { ...pending, cast, tried: true }
    if (this.#pending === pending) this.#keep(sent)
    try {
      const receipt = await this.#options.put(cast, pending.tried)
      this.#arrived(sent, {
        ...receipt,
        ballot: cast.ballot,
        ...(cast.comments && { comments: cast.comments }),
      })
    } catch (error) {
      const problem = Problem.from(error)
      if (!['already-voted', 'stale-revision', 'closed', 'not-open'].includes(problem.code)) throw problem
      await this.#lookUp()
      if (this.#mayMerge(problem)) this.#rebase()
      else if (this.#own !== null && holds(this.#own, cast)) this.#arrived(sent, this.#own)
      else throw problem
    }
  }

  #mayMerge(problem: Problem): boolean {
    if (problem.code !== 'stale-revision' || this.#options.merge === undefined) return false
    this.#merges += 1
    return this.#merges <= mostMerges
  }

  /** Puts what waits now, which may be newer than what was just tried, on top of what the server holds now. */
  #rebase(): void {
    const { merge, newId } = this.#options
    if (this.#pending === null || merge === undefined) return
    const { cast, base } = this.#pending
    const { ballot, comments } = this.#own === null ? cast : merge(this.#own, cast, base)
    this.#keep({
      cast: { ballot, requestId: newId(), ...(comments !== undefined && { comments }) },
      tried: false,
      blind: false,
      base: this.#own ?? undefined,
    })
  }

  /** Names the revision to be replaced where it is known, so that a change made on another device is not lost unseen. */
  #addressed({ cast, tried, blind }: Pending): Cast {
    if (tried || blind) return cast
    if (this.#own !== null) return { ...cast, replaces: this.#own.revision }
    return this.#options.merge === undefined ? cast : { ...cast, replaces: 0 }
  }

  #arrived({ cast }: Pending, own: OwnBallot): void {
    this.#own = this.#sent = own
    this.#options.storage.write(receiptKeyOf(this.#options.key), own)
    this.#asked = true
    this.#problem = null
    this.#unsure = false
    this.#merges = 0
    this.#options.received?.(own)
    if (this.#pending?.cast.requestId === cast.requestId) this.#keep(null)
    // What replaced it on the device now knows what it replaces on the server.
    else if (this.#options.merge !== undefined) this.#rebase()
    else if (this.#pending !== null) this.#keep({ ...this.#pending, blind: false })
  }

  async #lookUp(): Promise<void> {
    try {
      this.#own = await this.#options.read()
      this.#problem = null
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error
      // Once a secret round is sealed not even the server can tell whose a ballot was; a receipt on the device still holds.
      if (this.#options.wipeable === true) this.#own = null
    }
    this.#asked = true
  }

  #keep(pending: Pending | null): void {
    this.#pending = pending
    if (pending === null) this.#options.storage.remove(this.#options.key)
    else this.#options.storage.write(this.#options.key, pending)
  }

  get #untilNextTry(): number {
    const asked = (this.#problem?.retryAfter ?? 0) * 1_000
    return Math.max(this.#options.pause(this.#failures), Math.min(asked, 60_000))
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    }).then(() => {
      this.#interrupt = null
    })
  }
}

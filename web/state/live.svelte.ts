import type { Live as LiveDocument } from '#contract/live.ts'
import { liveChannel } from '#core/channel.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { untrack } from 'svelte'
import { readLive } from '../api/leitai.ts'
import { Problem } from '../api/problem.ts'
import { parseAnswer } from '../api/request.ts'
import type { Channel } from './channel.ts'
import { ServerClock } from './clock.svelte.ts'
import { beganAnew, isNewer } from './live-order.ts'
import { Poller } from './poller.ts'

const polling = 2_000
/** While the socket delivers, polling only proves that it does. */
const checking = 15_000

type Told = {
  /** A document that says something new, once it is there. */
  taken: (document: LiveDocument) => void
  /** A rehearsal is gone; nothing of the next one is shown yet. */
  wiped: () => void
}

/** The live document of one contest: polled always, pushed where the server offers it, never going back in time. */
export class Live {
  readonly clock = new ServerClock()
  #contest: string
  #told: Told
  #life = $state(0)
  #document = $state.raw<LiveDocument | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #pushed = $state(false)
  #address = $state<string | null>(null)
  #etag: string | null = null
  #channel: Channel | null = null
  #channelUrl: string | null = null
  #poller = new Poller((signal) => this.#poll(signal), {
    every: () => (this.#pushed ? checking : polling),
    settled: (failures, error) => {
      // One lost answer is no reason to worry a viewer.
      if (failures === 0) this.#problem = null
      else if (failures > 1 || this.#document === null) this.#problem = Problem.from(error)
      if (this.#problem?.code === 'not-found' && isRehearsal(this.#contest)) this.#forget()
    },
  })

  constructor(contest: string, told: Told) {
    this.#contest = contest
    this.#told = told
  }

  /** The newest document, or null before the first. Replaced only when it says something new. */
  get document(): LiveDocument | null {
    return this.#document
  }
  /** Why nothing new arrives at present, or null. */
  get problem(): Problem | null {
    return this.#problem
  }
  /** Under which address others reach this server, as far as it says. */
  get address(): string | null {
    return this.#address
  }
  get pushed(): boolean {
    return this.#pushed
  }
  /** How often a rehearsal has been wiped under the page: what belongs to an earlier one is to be shown no more. */
  get life(): number {
    return this.#life
  }

  /** Starts following the contest; returns how to stop. */
  follow(): () => void {
    const stopClock = this.clock.run()
    // The first round of work begins at once; what it reads is no reason to follow anew.
    untrack(() => this.#poller.start())
    return () => {
      stopClock()
      this.#poller.stop()
      this.#listen(null)
    }
  }

  /** Asks the server now, for instance after a vote or a command. */
  refresh(): void {
    this.#poller.wake()
  }

  /** Takes a document from elsewhere (the console's carries one); older ones are dropped. */
  take(document: LiveDocument): void {
    if (!isNewer(document, this.#document)) return
    this.#document = document
    this.#told.taken(document)
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const asked = performance.now()
    const { live, etag, push, pushHost, address, date } = await readLive(this.#contest, this.#etag, signal)
    const roundTrip = performance.now() - asked
    if (date !== null) this.clock.observe(date, roundTrip)
    this.#listen(push, pushHost)
    this.#etag = etag
    this.#address = address
    if (live === undefined) return
    this.clock.observe(live.at, roundTrip)
    if (isRehearsal(this.#contest) && this.#document !== null) {
      if (beganAnew(live, this.#document)) this.#forget()
      // Too early to tell whether it is late or new: it has to be sent again.
      else if (live.version < this.#document.version) this.#etag = null
    }
    this.take(live)
  }

  /** Only a rehearsal can be wiped, and the next one has the same id and counts its versions from the start. */
  #forget(): void {
    if (this.#document === null) return
    this.#told.wiped()
    this.#document = null
    this.#etag = null
    this.#life += 1
  }

  #listen(push: string | null, host: string | null = null): void {
    if (push === this.#channelUrl) return
    this.#channelUrl = push
    this.#channel?.close()
    this.#channel = null
    this.#pushed = false
    if (push !== null) void this.#connect(push, host)
  }

  /** Polling carries the page until the socket's part of it is loaded. */
  async #connect(push: string, host: string | null): Promise<void> {
    const loaded = await import('./channel.ts').catch(() => null)
    if (push !== this.#channelUrl) return
    if (loaded === null) {
      // The next poll asks for it again.
      this.#channelUrl = null
      return
    }
    this.#channel = new loaded.Channel(
      { url: push, host, name: liveChannel(this.#contest) },
      {
        event: (text) => this.#hear(text),
        healthy: (healthy) => {
          this.#pushed = healthy
          if (!healthy) this.#poller.wake()
        },
      },
    )
  }

  #hear(text: string): void {
    const document = parseAnswer<LiveDocument>(text)
    if (document.contest !== this.#contest) return
    this.clock.observe(document.at)
    this.take(document)
  }
}

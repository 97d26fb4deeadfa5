import type Hls from 'hls.js'
import { untrack } from 'svelte'
import { backoff } from '../../state/backoff.ts'
import type { ServerClock } from '../../state/clock.svelte.ts'

/** `stopped`: nothing new has come for a while; `ended`: the stream says that it is over. */
export type Picture = 'loading' | 'playing' | 'blocked' | 'stopped' | 'ended' | 'broken'

const measuringMs = 2_000
/** A picture that stands still so long has stopped. */
const patienceMs = 8_000

const appleHls = 'application/vnd.apple.mpegurl'
/** Newer Apple browsers tell the wall-clock time at which the stream's first frame was made. */
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date }

/** Plays one HLS stream: by the phone itself where it can, by hls.js where it cannot, again and again while it is broken. */
export class Player {
  #picture = $state<Picture>('loading')
  #muted = $state(true)
  #delay = $state<number | null>(null)
  #video: DatedVideo
  #url: string
  #clock: ServerClock
  #hls: Hls | null = null
  #failures = 0
  #position = 0
  #movedAt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(video: HTMLVideoElement, url: string, clock: ServerClock) {
    this.#video = video
    // WeChat's engines know the wish to stay in the page under older names.
    for (const name of ['webkit-playsinline', 'x5-playsinline']) video.setAttribute(name, '')
    this.#url = url
    this.#clock = clock
  }

  get picture(): Picture {
    return this.#picture
  }
  get muted(): boolean {
    return this.#muted
  }
  /** Whole seconds behind the live edge, where the stream carries program dates. */
  get delay(): number | null {
    return this.#delay
  }

  /** Starts playing; returns how to stop. */
  open(): () => void {
    this.#video.onplaying = () => this.#plays()
    this.#video.onerror = () => this.#broke()
    this.#video.onended = () => (this.#picture = 'ended')
    this.#video.onvolumechange = () => (this.#muted = this.#video.muted)
    const measuring = setInterval(() => this.#measure(), measuringMs)
    void untrack(() => this.#load())
    return () => {
      this.#closed = true
      this.#video.onplaying = this.#video.onerror = this.#video.onended = this.#video.onvolumechange = null
      clearInterval(measuring)
      clearTimeout(this.#retry)
      this.#hls?.destroy()
    }
  }

  /** Loads the stream anew, now. */
  reload(): void {
    clearTimeout(this.#retry)
    this.#picture = 'loading'
    void this.#load()
  }

  play(): void {
    this.#video.play()?.catch((error: unknown) => {
      // A stream that is loaded anew interrupts the play before; only the browser's own no needs a finger.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#picture = 'blocked'
    })
  }

  unmute(): void {
    this.#video.muted = false
    this.#video.controls = true
    this.play()
  }

  async #load(): Promise<void> {
    this.#hls?.destroy()
    this.#hls = null
    // Other browsers that play HLS by themselves do not tell how far behind the stage they are.
    if (this.#video.getStartDate !== undefined) return this.#playNatively()
    try {
      const { default: Hls } = await import('hls.js/light')
      if (!this.#closed) this.#attach(Hls)
    } catch {
      this.#broke()
    }
  }

  #playNatively(): void {
    if (this.#video.canPlayType(appleHls) === '') return this.#broke()
    this.#video.src = this.#url
    this.play()
  }

  #attach(Player: typeof Hls): void {
    if (!Player.isSupported()) return this.#playNatively()
    // Six seconds behind the edge of a stream in pieces of two; who falls further back is brought forward.
    const hls = new Player({
      liveSyncDurationCount: 3,
      liveMaxLatencyDurationCount: 8,
      maxLiveSyncPlaybackRate: 1.1,
    })
    this.#hls = hls
    hls.on(Player.Events.ERROR, (_, { fatal }) => {
      if (fatal) this.#broke()
    })
    hls.on(Player.Events.MANIFEST_PARSED, () => this.play())
    hls.loadSource(this.#url)
    hls.attachMedia(this.#video)
  }

  #plays(): void {
    this.#failures = 0
    this.#movedAt = performance.now()
    this.#picture = 'playing'
  }

  #broke(): void {
    if (this.#closed) return
    this.#picture = 'broken'
    this.#delay = null
    this.#later()
  }

  #later(): void {
    this.#failures += 1
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#load(), backoff(this.#failures, { least: 4_000, most: 60_000 }))
  }

  /** Whether the picture moves is seen by the clock: a live list that is no longer written to is no error to a player. */
  #watch(): void {
    const { currentTime, paused } = this.#video
    const moved = currentTime !== this.#position
    this.#position = currentTime
    if (moved || paused) this.#movedAt = performance.now()
    if (moved && !paused && this.#picture === 'stopped') this.#plays()
    if (this.#picture !== 'playing' || performance.now() - this.#movedAt < patienceMs) return
    this.#picture = 'stopped'
    this.#later()
  }

  #measure(): void {
    this.#watch()
    const shown = this.#shownAt()
    const seconds = shown === null ? Number.NaN : Math.round((this.#clock.now - shown) / 1_000)
    this.#delay = seconds >= 0 && seconds <= 3_600 ? seconds : null
  }

  /** When the frame on the screen was made, in epoch milliseconds. */
  #shownAt(): number | null {
    if (this.#picture !== 'playing') return null
    if (this.#hls !== null) return this.#hls.playingDate?.getTime() ?? null
    const start = this.#video.getStartDate?.().getTime() ?? Number.NaN
    return Number.isNaN(start) ? null : start + this.#video.currentTime * 1_000
  }
}

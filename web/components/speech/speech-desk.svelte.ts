import type { Contest } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import {
  isTimed,
  mostForgiven,
  nextPart,
  type SpeechClock,
  speechClock,
  type SpeechCommand,
} from '../../state/speech.ts'

/** What the clock is run by; the console's document will do as well as the public one. */
export type Timed = {
  contest: Contest
  document: Pick<Live, 'stage' | 'speech' | 'message'> & { rounds: Record<string, LiveRound> }
  now: number
}

/** How long the second press is waited for, in milliseconds. */
const patience = 5_000

/** The speech clock under somebody's hand: what can be done with it, and what is being typed. */
export class SpeechDesk {
  #timed: () => Timed
  #run: (command: SpeechCommand) => unknown
  #asked = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  #clock = $derived.by((): SpeechClock | null => {
    const { contest, document, now } = this.#timed()
    return speechClock(contest, document, now)
  })
  #next = $derived.by((): SpeechClock | null => {
    const { contest, document, now } = this.#timed()
    return nextPart(contest, document, now)
  })
  /** Why the clock is to be paused, in other words than those that are offered. */
  reason = $state('')
  /** What the stage is to read. */
  text = $state('')

  constructor(timed: () => Timed, run: (command: SpeechCommand) => unknown) {
    this.#timed = timed
    this.#run = run
  }

  get clock(): SpeechClock | null {
    return this.#clock
  }
  /** The part that may be started now. */
  get next(): SpeechClock | null {
    return this.#next
  }
  /** The clock was started and not ended. */
  get timed(): boolean {
    return this.#clock !== null && isTimed(this.#clock)
  }
  /** The end was asked for while much time was left: a second press ends it. */
  get asked(): boolean {
    return this.#asked
  }

  start({ contestant, part }: SpeechClock): void {
    this.#run({ type: 'startSpeech', contestant, part })
  }

  pause(reason: string): void {
    if (reason.trim() === '') return
    this.#run({ type: 'pauseSpeech', reason: reason.trim() })
    this.reason = ''
  }

  resume(): void {
    this.#run({ type: 'resumeSpeech' })
  }

  end(): void {
    clearTimeout(this.#timer)
    if (!this.#asked && (this.#clock?.left ?? 0) > mostForgiven) {
      this.#asked = true
      this.#timer = setTimeout(() => (this.#asked = false), patience)
      return
    }
    this.#asked = false
    this.#run({ type: 'endSpeech' })
  }

  /** Puts what was typed on the stage. */
  send(): void {
    const text = this.text.trim()
    if (text === '') return
    this.#run({ type: 'messageStage', text })
    this.text = ''
  }

  /** Takes the message off the stage. */
  take(): void {
    this.#run({ type: 'messageStage', text: null })
  }
}

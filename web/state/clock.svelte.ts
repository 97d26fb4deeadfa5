import { ClockEstimate } from './clock-estimate.ts'

/** A clock that is less wrong than this troubles nobody, in milliseconds. */
const tolerated = 5 * 60_000

/** The server's time, as near as this device can know it. */
export class ServerClock {
  #estimate = new ClockEstimate()
  #now = $state(Date.now())
  #wrong = $state(false)

  /** Epoch milliseconds by the server's clock; moves four times a second while the clock runs. */
  get now(): number {
    return this.#now
  }

  /** Whether this device's own clock is minutes or days off. */
  get wrong(): boolean {
    return this.#wrong
  }

  /** Learns from a server's time that just arrived. */
  observe(server: number | string, roundTrip?: number): void {
    const time = typeof server === 'string' ? Date.parse(server) : server
    if (Number.isNaN(time)) return
    this.#estimate.observe({
      server: time,
      arrived: Date.now(),
      monotonic: performance.now(),
      ...(roundTrip !== undefined && { roundTrip }),
    })
    this.#tick()
  }

  /** Starts ticking; returns how to stop. */
  run(): () => void {
    const timer = setInterval(() => this.#tick(), 250)
    return () => clearInterval(timer)
  }

  #tick(): void {
    const { offset } = this.#estimate
    this.#now = Date.now() + offset
    this.#wrong = Math.abs(offset) > tolerated
  }
}

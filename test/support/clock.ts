import { onTestFinished } from 'vitest'

const RealDate = Date
let ahead = 0
let stoppedAt: number | undefined

/**
 * Lets time pass in this process without waiting for it: its clock runs on, so much ahead of the machine's. Timers stay as they are. The
 * next test file has a process, and a clock, of its own.
 */
export function pass(milliseconds: number): void {
  ahead += Math.max(0, milliseconds)
  globalThis.Date = ClockAhead as DateConstructor
}

/** Stops the clock of this process for the rest of a test, however long what it does may take. Answers the time. */
export function stopClock(): number {
  stoppedAt = Date.now()
  globalThis.Date = ClockAhead as DateConstructor
  onTestFinished(() => {
    stoppedAt = undefined
  })
  return stoppedAt
}

const now = (): number => stoppedAt ?? RealDate.now() + ahead

class ClockAhead extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(now())
    else super(...given)
  }

  static override now(): number {
    return now()
  }
}

/**
 * Time that can jump. Everything in this process that asks for the time gets the real one plus the jumps so far, so that 25 hours
 * pass in no time; timers keep running in real time, so that a wait that is under test is a real wait.
 */
const RealDate = Date
let jumped = 0

class JumpingDate extends RealDate {
  constructor(...given: [] | ConstructorParameters<typeof Date>) {
    if (given.length === 0) super(RealDate.now() + jumped)
    else super(...given)
  }

  static override now(): number {
    return RealDate.now() + jumped
  }
}

/** From now on the process lives in jumping time. */
export function startClock(): void {
  globalThis.Date = JumpingDate as DateConstructor
}

export function jump(milliseconds: number): void {
  jumped += milliseconds
}

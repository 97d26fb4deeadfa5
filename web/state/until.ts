import { untrack } from 'svelte'
import { Problem } from '../api/problem.ts'
import { Poller } from './poller.ts'

/** Told of each try: why it failed, or null. May give up. */
type Told = (problem: Problem | null, giveUp: () => void) => void

/** Does one piece of work until it has succeeded once, as patiently as a `Poller`; returns how to stop. */
export function until(
  there: (signal: AbortSignal) => Promise<void>,
  told: Told = () => undefined,
): () => void {
  const stop = (): void => poller.stop()
  const poller: Poller = new Poller((signal) => there(signal).then(stop), {
    every: () => 0,
    settled: (_failures, error) => told(error === undefined ? null : Problem.from(error), stop),
  })
  // What the first try reads is no reason to begin anew.
  untrack(() => poller.start())
  return stop
}

import { whenNpmIsGone } from './npm-gone.ts'
import type { System } from './system.ts'

/** Stops cleanly at the first SIGINT or SIGTERM or when npm is gone, and at once at the second signal; without its engine nothing can go on. */
export const runUntilStopped = ({ stop, engineEnded }: System): void => {
  let isStopping = false
  const end = (): void => {
    if (isStopping) return
    isStopping = true
    void stop().then(() => process.exit(0))
  }
  const onSignal = (): void => {
    if (isStopping) process.exit(1)
    end()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  whenNpmIsGone(end)
  void engineEnded.then((words) => {
    if (isStopping) return
    console.error(
      `The engine has stopped (${words || 'it was killed'}): start Leitai again; nothing that was acknowledged is lost.`,
    )
    process.exit(1)
  })
}

import type { System } from './system.ts'

/** Stops cleanly at the first SIGINT or SIGTERM and at once at the second; without its engine nothing can go on. */
export const runUntilStopped = ({ stop, engineEnded }: System): void => {
  let isStopping = false
  const onSignal = (): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    void stop().then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  void engineEnded.then((words) => {
    if (isStopping) return
    console.error(
      `The engine has stopped (${words || 'it was killed'}): start Leitai again; nothing that was acknowledged is lost.`,
    )
    process.exit(1)
  })
}

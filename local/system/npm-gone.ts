const pauseMs = 500

/** As early as can be: npm may go while we start. */
const startedBy = process.ppid

/**
 * Says once when the npm that started this process is gone: killed, it passes no signal on. Started without npm, or by an npm that
 * nobody ends, as under nohup, it says nothing.
 */
export const whenNpmIsGone = (say: () => void): void => {
  if (process.env['npm_lifecycle_event'] !== 'start') return
  // The script says `exec`, so that no shell stands between npm and us and keeps its signals to itself.
  const timer = setInterval(() => {
    if (process.ppid === startedBy) return
    clearInterval(timer)
    say()
  }, pauseMs)
  timer.unref()
}

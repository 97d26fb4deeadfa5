/**
 * Keeps the device from dimming its screen for as long as the page is in sight, where the browser can; returns how to let it. Without
 * TLS no browser can: the device's own settings have to.
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let wanted = true
  const request = async () => {
    if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (!wanted) void lock?.release()
  }
  const ask = () => void request()
  document.addEventListener('visibilitychange', ask)
  ask()
  return () => {
    wanted = false
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}

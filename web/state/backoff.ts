/**
 * Milliseconds to wait before try number `failures + 1`: doubling from `least`, never above `most`, spread over the upper
 * half of the span so that a hall of phones does not come back in one wave. `random` gives [0, 1).
 */
export function backoff(
  failures: number,
  { least = 1_000, most = 15_000, random = Math.random } = {},
): number {
  const span = Math.min(most, least * 2 ** Math.min(failures, 30))
  return Math.round(span * (0.5 + random() / 2))
}

/** `usual` milliseconds, give or take a fifth. */
export const jitter = (usual: number, random = Math.random): number =>
  Math.round(usual * (0.8 + random() * 0.4))

import type { Contest } from '#contract/contest.ts'

/** So much of the accent is in its soft ground; the rest is white. */
const share = 0.08

/** The accent as it looks under a marked row: `#rrggbb`. Older browsers cannot mix colours themselves. */
export const softened = (accent: string): string =>
  `#${[1, 3, 5]
    .map((at) => Math.round(255 - (255 - parseInt(accent.slice(at, at + 2), 16)) * share))
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`

/** Gives the page the contest's own colour. The dark stage keeps its gold; `--contest-accent` is there for its ornaments. */
export function applyLook(look: Contest['look']): void {
  if (typeof document === 'undefined') return
  const { style } = document.documentElement
  const accent = look?.accent
  for (const [name, colour] of [
    ['--contest-accent', accent],
    ['--contest-accent-soft', accent && softened(accent)],
  ] as const) {
    if (colour === undefined) style.removeProperty(name)
    else style.setProperty(name, colour)
  }
}

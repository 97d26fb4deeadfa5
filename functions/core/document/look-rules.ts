import type { Contest } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import { leadsWhereItSays } from './addresses.ts'
import type { Loose } from './readable.ts'

/** What text in a contest's accent colour stands on, and what text stands on it. */
const grounds = { white: '#ffffff', paper: '#faf8f5' }

/** WCAG 2.2, success criterion 1.4.3: the least contrast of text. */
const least = 4.5

const logoAddress =
  /^(https:\/\/[^\s/]\S*|\/(?!\/)\S*|data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+=*)$/

/** Whether a contest's own colour can be read, and whether its logo is somewhere a page may load it from. */
export function lookFaults(look: Loose<Contest>['look'], isFaulty: (path: string) => boolean): Fault[] {
  const { accent, logo } = look ?? {}
  const faults: Fault[] = []
  if (accent !== undefined && !isFaulty('$.look.accent')) faults.push(...accentFaults(accent))
  if (logo !== undefined && !isFaulty('$.look.logo')) faults.push(...logoFaults(logo))
  return faults
}

function logoFaults(logo: string): Fault[] {
  const path = '$.look.logo'
  if (!logoAddress.test(logo)) return [fault(path, 'logo-form')]
  return logo.startsWith('data:') || leadsWhereItSays(logo) ? [] : [fault(path, 'misleading-address')]
}

function accentFaults(accent: string): Fault[] {
  return Object.entries(grounds).flatMap(([ground, colour]) => {
    const ratio = contrast(accent, colour)
    if (ratio >= least) return []
    // Rounded down: 4.496 must not read as enough.
    const said = (Math.floor(ratio * 100) / 100).toFixed(2)
    return [fault('$.look.accent', 'low-contrast', { contrast: said, least, ground, colour })]
  })
}

/** The contrast of two colours (`#rrggbb`), from 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(parseInt(colour.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4

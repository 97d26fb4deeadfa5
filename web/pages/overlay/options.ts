import type { OverlayPart } from '#contract/live.ts'
import { overlayParts } from '../../state/overlay-parts.ts'

/** What the address of an overlay asks for. */
export type Options = {
  contest: string | null
  parts: OverlayPart[]
  place: 'top' | 'bottom'
  /** Percent of the usual size. */
  size: number
}

const [smallest, usual, largest] = [50, 100, 200]

/**
 * Options stand behind `?` or `#`, as mixers keep either: `/overlay#contest=haiyang&show=name,tally&place=top&size=120`. What is
 * not understood is as if it were not there: nothing about an address may go on air.
 */
export function readOptions(url: URL): Options {
  const behindHash = new URLSearchParams(url.hash.replace(/^#/, ''))
  const option = (name: string) => behindHash.get(name) ?? url.searchParams.get(name)
  const asked = option('show')?.split(',')
  const size = Number(option('size') ?? usual)
  return {
    contest: option('contest'),
    parts: overlayParts.filter((part) => asked?.includes(part) ?? true),
    place: option('place') === 'top' ? 'top' : 'bottom',
    size: Number.isFinite(size) ? Math.min(largest, Math.max(smallest, size)) : usual,
  }
}

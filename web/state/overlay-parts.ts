import type { OverlayPart } from '#contract/live.ts'

/** Every part of the stream overlay, in the order in which the console offers them. */
export const overlayParts: OverlayPart[] = ['name', 'countdown', 'speech', 'marks', 'tally']

import { cubicOut } from 'svelte/easing'
import { prefersReducedMotion } from 'svelte/motion'

const duration = () => (prefersReducedMotion.current ? 0 : 600)

/** A row that was just revealed stands in the middle of the screen and travels to its place. */
export const travel = (row: Element) => {
  const { left, top, width, height } = row.getBoundingClientRect()
  const x = innerWidth / 2 - left - width / 2
  const y = innerHeight / 2 - top - height / 2
  return {
    duration: duration(),
    easing: cubicOut,
    css: (progress: number, rest: number) =>
      `transform: translate(${rest * x}px, ${rest * y}px) scale(${1 + rest * 0.25}); opacity: ${Math.min(1, progress * 3)}; z-index: 1`,
  }
}

/** Rows that changed places travel past each other. */
export const passing = { duration, easing: cubicOut }

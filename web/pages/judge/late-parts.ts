import { Late } from '../../state/late.svelte.ts'

/** The way in for somebody whose link does not open. */
export const entrance = new Late(() => import('../../components/Entrance.svelte'))

/** Keys, words, dots and overview of a sheet of scores: figures can be typed before they are there. */
export const sheetParts = new Late(() => import('./sheet-parts.ts'))

/** Finds somebody in a long overview. */
export const finder = new Late(() => import('./FindContestant.svelte'))

/** The whole page of judges who choose, grade or rank. */
export const paperTable = new Late(() => import('./PaperTable.svelte'))

export const voidedCard = new Late(() => import('../../components/Voided.svelte'))

import type { PanelFigures } from '#contract/live.ts'
import { round, type Exact } from '../decimal.ts'
import type { Counted } from './counted.ts'

/** A figure as it is announced, and the same figure without any rounding on the way. */
export type Points = { announced: Exact; unrounded: Exact }

/** What one contestant has in one panel. */
export type PanelPoints = {
  /** Null where the contestant has none: shown as a dash, 0 in the total. */
  points: Points | null
  /** Each mark by what it is worth: 1 per vote, a grade's value, a judge's rounded total, a place's points. */
  worth: readonly Counted[]
  /** The announced figure of each criterion that has one. */
  criteria: ReadonlyMap<string, Exact>
  /** What is shown beside the points. */
  shown: Pick<PanelFigures, 'votes' | 'marks' | 'grades' | 'criteria' | 'raw' | 'recused'>
}

/** Rounds a figure to be announced; null stays null. */
export const announce = (unrounded: Exact | null, decimals: number): Points | null =>
  unrounded && { announced: round(unrounded, decimals), unrounded }

import type { BallotRuleOf } from '#contract/contest.ts'
import { exact, isMultiple, multiply, shortest, subtract, sum } from '#core/decimal.ts'

export type Criterion = BallotRuleOf<'score'>['criteria'][number]

/** Why a key or a figure is not taken. */
export type ScoreRefusal = 'too-high' | 'too-low' | 'step' | 'places' | 'not-a-number'

/** Where no step is given, hundredths are fine enough for any pocket calculator. */
const placesWithoutStep = 2

const placesIn = (value: number): number => shortest(exact(value)).split('.')[1]?.length ?? 0

/** How many decimal places a score may have. */
export const placesOf = ({ min = 0, step }: Criterion): number =>
  step === undefined ? placesWithoutStep : Math.max(placesIn(step), placesIn(min))

/**
 * Typed text as it is kept: ASCII, no leading zeros, `0.5` for `.5`; a comma of any kind is the point that it stands for on half of all
 * keyboards. Null if it could never become a number.
 */
export function tidyScore(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/[,。、]/, '.')
    .replace('−', '-')
  if (!/^-?\d*\.?\d*$/.test(text)) return null
  return text.replace(/^(-?)0+(?=\d)/, '$1').replace(/^(-?)\./, '$10.')
}

/** Why text must not even be typed: no further key could make a valid score of it. Null while it still may become one. */
export function refuseTyping(criterion: Criterion, text: string): ScoreRefusal | null {
  const { min = 0, max } = criterion
  if (text.startsWith('-') && min >= 0) return 'too-low'
  if (text === '' || text === '-') return null

  const places = text.split('.')[1]?.length ?? 0
  const most = placesOf(criterion)
  if (text.includes('.') && most === 0) return criterion.step === undefined ? 'places' : 'step'
  if (places > most) return criterion.step === undefined ? 'places' : 'step'
  if (Number(text) > Math.max(max, 0)) return 'too-high'
  if (Number(text) < Math.min(min, 0)) return 'too-low'
  return places > 0 && places === most && !onStep(criterion, text) ? 'step' : null
}

/** Why finished text is no score, or null if it is one. Empty text is no score and no fault. */
export function refuseScore(criterion: Criterion, text: string): ScoreRefusal | null {
  const { min = 0, max } = criterion
  if (text === '' || text === '-') return null
  if (Number(text) > max) return 'too-high'
  if (Number(text) < min) return 'too-low'
  return onStep(criterion, text) ? null : 'step'
}

/** The score that text stands for, or null while it is none. */
export const readScore = (criterion: Criterion, text: string): number | null =>
  text === '' || text === '-' || refuseScore(criterion, text) !== null ? null : Number(text)

const onStep = ({ min = 0, step }: Criterion, text: string): boolean =>
  step === undefined || isMultiple(subtract(exact(text.replace(/\.$/, '')), exact(min)), exact(step))

type Scores = Partial<Record<string, number>>

/** A judge's total as counting has it: the sum of score × factor. */
export const totalOf = (criteria: Criterion[], scores: Scores): string => shortest(weighted(criteria, scores))

/** The total when every criterion gets its best score. */
export const bestTotal = (criteria: Criterion[]): string =>
  totalOf(criteria, Object.fromEntries(criteria.map(({ id, max }) => [id, max])))

const weighted = (criteria: Criterion[], scores: Scores) =>
  sum(criteria.map(({ id, factor = 1 }) => multiply(exact(scores[id] ?? 0), exact(factor))))

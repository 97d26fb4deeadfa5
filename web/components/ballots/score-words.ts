import { shortest, exact } from '#core/decimal.ts'
import type { words } from '#words/zh/scores.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type Criterion, placesOf, type ScoreRefusal } from '../../state/score-entry.ts'

const t = catalogue(import.meta.glob<typeof words>('#words/*/scores.ts', { eager: true, import: 'words' }))

const written = (value: number): string => shortest(exact(value))

/** `0–20，步长 0.5`. A step of one goes without saying. */
export const sayLimits = ({ min = 0, max, step }: Criterion): string =>
  step === undefined || step === 1
    ? t.limits(written(min), written(max))
    : t.limitsWithStep(written(min), written(max), written(step))

export function sayScoreRefusal(refusal: ScoreRefusal, criterion: Criterion): string {
  const { min = 0, max, step = 1 } = criterion
  switch (refusal) {
    case 'too-high':
      return t.tooHigh(written(max))
    case 'too-low':
      return t.tooLow(written(min))
    case 'step':
      return t.wrongStep(written(step))
    case 'not-a-number':
      return t.notANumber
    case 'places':
      return t.tooFine(placesOf(criterion))
  }
}

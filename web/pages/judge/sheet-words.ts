import { rankWords } from '../../i18n/ranking.ts'
import { totalOf } from '../../state/score-entry.ts'
import type { OpenSheet } from './open-sheet.svelte.ts'
import { judge as t } from './words.ts'

/** What became of the open page, in a word or two. */
export function sayState({ sheet, progress }: OpenSheet) {
  if (sheet.outbox.state === 'undelivered') return { tone: 'accent', words: t.undelivered } as const
  if (progress === 'begun' || progress === 'changed')
    return { tone: 'received', words: `✓ ${t.draftKept}` } as const
  if (progress === 'outgoing') return { tone: 'quiet', words: t.sending } as const
  return progress === 'received' ? ({ tone: 'received', words: `✓ ${t.received}` } as const) : null
}

/** What the judge may do with the open page. `lasting`: whether the device remembers it. */
export function sayAdvice({ sheet, progress, missing }: OpenSheet, lasting: boolean): string {
  if (sheet.outbox.state === 'undelivered') {
    if (sheet.outbox.problem?.code === 'too-many') return t.tooOftenHint
    return lasting ? t.undeliveredHint : t.undeliveredStay
  }
  if (progress === 'outgoing') return t.outgoing
  if (progress === 'received') return sheet.final ? t.sentFinal : t.sent
  if (missing > 0) return t.unscored(missing)
  if (progress === 'changed') return t.changed
  return sheet.final ? t.completeFinal : t.complete
}

/** The total of the open page as far as it is filled in. */
export function sayTotal({ sheet, missing }: OpenSheet): string {
  const { criteria } = sheet.rule
  return missing < criteria.length ? totalOf(criteria, sheet.scores(sheet.current)) : rankWords.noPoints
}

import { totalOf } from '../../state/score-entry.ts'
import type { OpenSheet } from './open-sheet.svelte.ts'
import { judge as t } from './words.ts'

/** What became of the open page, in a word or two. */
export function sayState({ sheet, progress }: OpenSheet) {
  if (sheet.outbox.state === 'undelivered') return { tone: 'accent', words: t.undelivered } as const
  if (progress === 'ready') return { tone: 'received', words: `✓ ${t.laidReady}` } as const
  if (progress === 'begun' || progress === 'changed')
    return { tone: 'received', words: `✓ ${t.draftKept}` } as const
  if (progress === 'outgoing') return { tone: 'quiet', words: t.sending } as const
  return progress === 'received' ? ({ tone: 'received', words: `✓ ${t.received}` } as const) : null
}

/** What the button that sends says. */
export function sayButton({ progress, next, waits }: OpenSheet): string {
  if (waits) return next ? t.readyNext : t.layReady
  if (progress === 'changed') return t.submitChange
  return next ? t.submitNext : t.submit
}

/** The total of the open page as far as it is filled in. */
export function sayTotal({ sheet, missing }: OpenSheet): string {
  const { criteria } = sheet.rule
  return missing < criteria.length ? totalOf(criteria, sheet.scores(sheet.current)) : '—'
}

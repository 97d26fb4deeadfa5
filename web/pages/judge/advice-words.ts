import { sayObstacle } from '../../components/ballots/limit-words.ts'
import type { OpenSheet } from './open-sheet.svelte.ts'
import { sheetWords as t } from './parts-words.ts'

/** What the judge may do with the open page. `lasting`: whether the device remembers it. */
export function sayAdvice(opened: OpenSheet, lasting: boolean): string {
  const { sheet, progress, missing, takes } = opened
  if (sheet.outbox.state === 'undelivered') {
    if (sheet.outbox.problem?.code === 'too-many') return t.tooOftenHint
    return lasting ? t.undeliveredHint : t.undeliveredStay
  }
  const [obstacle] = missing > 0 ? [] : opened.obstacles
  if (obstacle) return sayObstacle(obstacle)
  if (progress === 'ready') return t.ready
  if (progress === 'outgoing') return t.outgoing
  if (progress === 'received') return sheet.final ? t.sentFinal : t.sent
  if (missing > 0) return t.unscored(missing)
  if (progress === 'changed') return t.changed
  if (takes === 'drafts') return t.completeDraft
  return sheet.final ? t.completeFinal : t.complete
}

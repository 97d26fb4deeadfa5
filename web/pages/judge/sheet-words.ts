import { rankWords } from '../../i18n/ranking.ts'
import { totalOf } from '../../state/score-entry.ts'
import type { OpenSheet } from './open-sheet.svelte.ts'
import type { Sheet } from './sheet.svelte.ts'
import { judge as t } from './words.ts'

/** What became of the open page, in a word or two. */
export function sayState({ sheet, progress }: OpenSheet) {
  if (sheet.outbox.state === 'undelivered') return { tone: 'accent', words: t.undelivered } as const
  if (progress === 'ready') return { tone: 'received', words: `✓ ${t.states.ready}` } as const
  if (progress === 'begun' || progress === 'changed')
    return { tone: 'received', words: `✓ ${t.draftKept}` } as const
  if (progress === 'outgoing') return { tone: 'quiet', words: t.sending } as const
  return progress === 'received' ? ({ tone: 'received', words: `✓ ${t.received}` } as const) : null
}

/** What the judge may do with the open page. `lasting`: whether the device remembers it. */
export function sayAdvice({ sheet, progress, missing, takes }: OpenSheet, lasting: boolean): string {
  if (sheet.outbox.state === 'undelivered') {
    if (sheet.outbox.problem?.code === 'too-many') return t.tooOftenHint
    return lasting ? t.undeliveredHint : t.undeliveredStay
  }
  if (progress === 'ready') return t.ready
  if (progress === 'outgoing') return t.outgoing
  if (progress === 'received') return sheet.final ? t.sentFinal : t.sent
  if (missing > 0) return t.unscored(missing)
  if (progress === 'changed') return t.changed
  if (takes === 'drafts') return t.completeDraft
  return sheet.final ? t.completeFinal : t.complete
}

/** What the button that sends says. */
export function sayButton({ progress, next, takes }: OpenSheet): string {
  if (takes === 'drafts') return next ? t.readyNext : t.layReady
  if (progress === 'changed') return t.submitChange
  return next ? t.submitNext : t.submit
}

/** What stands beside a contestant in the overview: a ballot that waits for a network is not on its way. */
export function sayEntry(sheet: Sheet, contestant: string) {
  const state = sheet.stateOf(contestant)
  if (state === 'outgoing' && sheet.outbox.state === 'undelivered')
    return { tone: 'accent', words: t.states.undelivered } as const
  return { tone: tones[state], words: t.states[state] }
}

const tones = {
  empty: 'quiet',
  begun: 'gold',
  ready: 'received',
  changed: 'gold',
  outgoing: 'quiet',
  received: 'received',
} as const

/** The total of the open page as far as it is filled in. */
export function sayTotal({ sheet, missing }: OpenSheet): string {
  const { criteria } = sheet.rule
  return missing < criteria.length ? totalOf(criteria, sheet.scores(sheet.current)) : rankWords.noPoints
}

import { sheetWords as t } from './parts-words.ts'
import type { Sheet } from './sheet.svelte.ts'

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

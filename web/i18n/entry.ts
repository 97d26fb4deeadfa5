import type { SessionKeeper } from '../state/session.svelte.ts'
import { common as t } from './common.ts'

/** Why somebody has no session, and the way to one. */
export function sayEntry({ entry, problem, session }: SessionKeeper): { title: string; hint: string } {
  if (entry !== 'refused') return { title: t.enterCode, hint: t.codeHint }
  if (problem?.code === 'forbidden') return { title: t.codeElsewhere, hint: t.codeElsewhereHint }
  if (problem?.code === 'too-many') return { title: t.codeRefused, hint: t.codesRefusedHint }
  if (session !== null) return { title: t.sessionEnded, hint: t.sessionEndedHint }
  return { title: t.codeRefused, hint: t.codeRefusedHint }
}

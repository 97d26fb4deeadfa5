import type { words } from '#words/zh/entry.ts'
import type { Problem } from '../api/problem.ts'
import type { SessionKeeper } from '../state/session.svelte.ts'
import { catalogue } from './catalogue.ts'
import { sayProblem } from './problems.ts'

/** Words of the way in; a phone whose link opens does not load them. */
export const entryWords = catalogue(
  import.meta.glob<typeof words>('#words/*/entry.ts', { eager: true, import: 'words' }),
)
const t = entryWords

/** Why somebody has no session, and the way to one. */
export function sayEntry({ entry, problem, session }: SessionKeeper): { title: string; hint: string } {
  if (entry !== 'refused') return { title: t.enterCode, hint: t.codeHint }
  const told = problem?.code === 'forbidden' || problem?.code === 'too-many'
  if (session !== null && !told) return { title: t.sessionEnded, hint: t.sessionEndedHint }
  return sayRefusal(problem)
}

/** Why a code does not let in whoever has typed it. */
export function sayRefusal(problem: Problem | null): { title: string; hint: string } {
  if (problem?.code === 'forbidden') return { title: t.codeElsewhere, hint: t.codeElsewhereHint }
  if (problem?.code === 'too-many') return { title: t.codeRefused, hint: t.codesRefusedHint }
  if (problem?.passing) return { title: t.codeRefused, hint: sayProblem(problem) }
  return { title: t.codeRefused, hint: t.codeRefusedHint }
}

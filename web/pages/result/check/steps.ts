import type { Finding } from '#core/verify.ts'
import type { Outcome } from './messages.ts'

const steps = ['rules', 'digest', 'book', 'count', 'log'] as const
export type Step = { id: (typeof steps)[number]; state: 'ok' | 'wrong' | 'unchecked' }

/** What was checked, in order, and how each came out. What could not be reached because of an earlier fault is unchecked. */
export function stepsOf({ findings, counted, events }: Outcome): Step[] {
  const wrong = new Set(findings.map(stepOf))
  const isReached = { rules: true, digest: true, book: counted, count: counted, log: events !== null }
  return steps.map((id) => {
    if (wrong.has(id)) return { id, state: 'wrong' }
    return { id, state: isReached[id] ? 'ok' : 'unchecked' }
  })
}

const ofDigest: readonly Finding['code'][] = [
  'result-digest',
  'wrong-shape',
  'not-json',
  'too-deep',
  'repeated-member',
]

function stepOf({ file, code }: Finding): Step['id'] {
  if (file === 'contest.json') return 'rules'
  if (file === 'book.ndjson') return 'book'
  if (file === 'log.ndjson') return 'log'
  return ofDigest.includes(code) ? 'digest' : 'count'
}

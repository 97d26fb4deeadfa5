import type { Fault } from '#contract/faults.ts'
import { fault } from '#core/faults.ts'

const token =
  /[ \t\r\n]*("(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|[{}[\]:,])/uy

/** What is expected next: a value, the first or a further name of an object, a colon, or what follows a value. */
type Wanted = 'value' | 'first' | 'name' | 'colon' | 'after'

/** Where a text that is no JSON ceases to be, as its writer counts lines and letters. */
export function jsonFault(text: string): Fault {
  const at = breakIn(text)
  const rest = text.slice(at)
  if (rest.trim() === '') return fault('$', 'json-ended')
  const before = text.slice(0, at + rest.search(/\S/))
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const near = rest.trim().split('\n', 1)[0]?.slice(0, 20) ?? ''
  const [sign] = /^[“”‘’，：；｛｝［］【】]/.exec(near) ?? []
  return sign === undefined
    ? fault('$', 'json-syntax', { line, column, near })
    : fault('$', 'json-sign', { line, column, sign })
}

/** The place up to which the text could still have become JSON. */
function breakIn(text: string): number {
  const open: ('{' | '[')[] = []
  let wanted: Wanted | 'end' = 'value'
  let at = 0
  for (;;) {
    token.lastIndex = at
    const found = token.exec(text)?.[1]
    if (found === undefined || wanted === 'end') return at
    const next = step(found, wanted, open)
    if (next === null) return at
    wanted = next
    at = token.lastIndex
  }
}

/** What is expected after a token, or null where it must not stand there. */
function step(found: string, wanted: Wanted, open: ('{' | '[')[]): Wanted | 'end' | null {
  const after = (): Wanted | 'end' => (open.length === 0 ? 'end' : 'after')
  const inside = open[open.length - 1]
  if (wanted === 'colon') return found === ':' ? 'value' : null
  if (wanted === 'after' && found === ',') return inside === '{' ? 'name' : 'value'
  const closes = (found === '}' && inside === '{') || (found === ']' && inside === '[')
  if (closes && (wanted === 'after' || wanted === 'first')) {
    open.pop()
    return after()
  }
  if (wanted === 'after' || found === '}' || found === ']' || found === ':' || found === ',') return null
  if (wanted === 'name' || (wanted === 'first' && inside === '{'))
    return found.startsWith('"') ? 'colon' : null
  if (found !== '{' && found !== '[') return after()
  open.push(found)
  return 'first'
}

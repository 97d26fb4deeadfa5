import type { Findings } from './findings.ts'

type Place = { file: string; line?: number }

/** The JSON value in a text; undefined, with a finding, where there is none or where readers could disagree about what it says. */
export function readJson(text: string, place: Place, findings: Findings): unknown {
  const value = parsed(text)
  if (value === undefined) findings.add({ code: 'not-json', ...place })
  else if (hasRepeatedMember(text, value)) findings.add({ code: 'repeated-member', ...place })
  else return value
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const stringOrName = /"(?:[^"\\]|\\.)*"(\s*:)?/g

/** Of members with one name a reader keeps the first, the last or both: names in the text against names in the value. */
function hasRepeatedMember(text: string, value: unknown): boolean {
  let names = 0
  for (const [, colon] of text.matchAll(stringOrName)) if (colon !== undefined) names += 1
  return names !== namesIn(value)
}

function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const children: unknown[] = Object.values(value)
  return children.reduce<number>(
    (sum, child) => sum + namesIn(child),
    Array.isArray(value) ? 0 : children.length,
  )
}

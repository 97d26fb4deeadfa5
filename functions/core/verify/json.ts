import { extentOf, mostLevels } from '../json.ts'
import type { Findings } from './findings.ts'

type Place = { file: string; line?: number }

/** The JSON value in a text; undefined, with a finding, where there is none or where readers could disagree about what it says. */
export function readJson(text: string, place: Place, findings: Findings): unknown {
  const { levels, names } = extentOf(text)
  if (levels > mostLevels) {
    findings.add({ code: 'too-deep', ...place })
    return undefined
  }
  const value = parsed(text)
  if (value === undefined) findings.add({ code: 'not-json', ...place })
  else if (hasRepeatedMember(names, value)) findings.add({ code: 'repeated-member', ...place })
  else return value
  return undefined
}

/** The JSON value in a text; undefined where there is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Of members with one name a reader keeps the first, the last or both: names in the text against names in the value. */
const hasRepeatedMember = (names: number, value: unknown): boolean => names !== namesIn(value)

function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const children: unknown[] = Object.values(value)
  return children.reduce<number>(
    (sum, child) => sum + namesIn(child),
    Array.isArray(value) ? 0 : children.length,
  )
}

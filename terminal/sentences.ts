import type { Fault, Wrong } from '#contract/faults.ts'
import { listed } from '#core/faults.ts'
import type { Finding } from '#core/verify.ts'
import { words as faults } from '#words/en/faults.ts'
import { words as findings } from '#words/en/findings.ts'
import { words as refusals } from '#words/en/refusals.ts'
import { say, sayReason, sayValue, type VerifyWords } from '#words/say.ts'

const english: VerifyWords = { faults, findings, refusals }

/** A rule that was broken, as an English sentence for a terminal. */
export const faultSentence = (wrong: Wrong): string => say(faults, wrong)

/** Faults with their places, one a line; as many as anybody reads. */
export const faultLines = (faults: readonly Fault[]): string =>
  listed(faults)
    .map((fault) => `${fault.path}: ${faultSentence(fault)}`)
    .join('\n')

/** A finding as an English sentence: where it is, what it is, what was expected and what was found. */
export function findingSentence(finding: Finding): string {
  const { code, file, line, path, expected, found } = finding
  const place = [file, line === undefined ? '' : ` line ${line}`, path === undefined ? '' : `, ${path}`]
  const values = [
    ...(expected === undefined ? [] : [`expected ${sayValue(expected, english)}`]),
    ...(found === undefined ? [] : [`found ${sayValue(found, english)}`]),
  ]
  const more = [sayReason(finding, english), values.join(', ')].filter((text) => text !== '')
  return [place.join(''), findings.codes[code], ...more].join(': ')
}

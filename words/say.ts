import type { FaultParams, Phrases } from '#contract/faults.ts'
import type { Refusal } from '#contract/refusals.ts'
import type { Finding, FindingCode, Named, Stated, ValueParams } from '#core/verify/findings.ts'

/** The sentence for a code and its parameters in the words of one language. */
export function say<Params, Code extends keyof Params>(
  phrases: Phrases<Params>,
  { code, params }: { code: Code; params: Params[Code] },
): string {
  const phrase = phrases[code]
  return typeof phrase === 'string' ? phrase : phrase(params)
}

/** The words that findings of a verification need, of one language. */
export type VerifyWords = {
  faults: Phrases<FaultParams>
  refusals: Record<Refusal, string>
  findings: {
    codes: Record<FindingCode, string>
    values: Phrases<ValueParams>
    named: (named: Named) => string
    misfits: Partial<Record<Refusal, string | ((round: string) => string)>>
  }
}

/** A value that was expected or found. */
export const sayValue = (value: Stated, { findings }: VerifyWords): string =>
  typeof value === 'string' ? value : say(findings.values, value)

/** Which rule was broken, or what a finding is about, as far as its place does not tell; empty where it does. */
export function sayReason({ result, refusal, fault }: Finding, words: VerifyWords): string {
  if (fault !== undefined) return say(words.faults, fault)
  if (refusal !== undefined) return sayMisfit(refusal, result?.round ?? '', words)
  return result === undefined ? '' : words.findings.named(result)
}

/** Why an event could not happen. Of a log nobody is asked to do anything, so most refusals have other words there. */
function sayMisfit(refusal: Refusal, round: string, { findings, refusals }: VerifyWords): string {
  const misfit = findings.misfits[refusal] ?? refusals[refusal]
  return typeof misfit === 'string' ? misfit : misfit(round)
}

import { readFileSync } from 'node:fs'
import type { Contest } from '#contract/contest.ts'
import { parseContest } from '#core/document.ts'
import { faultSentence } from '#terminal/sentences.ts'
import { errorCode, errorMessage, UserError } from '#terminal/user-error.ts'

const mostFaultsShown = 50

/** Reads a contest document. Throws a `UserError` that lists every fault with its path. */
export const readContestFile = (file: string): Contest => {
  const parsed = parseContest(parseJson(file))
  if ('contest' in parsed) return parsed.contest
  throw faultsIn(
    file,
    parsed.faults.map((fault) => `${fault.path}: ${faultSentence(fault)}`),
  )
}

const parseJson = (file: string): unknown => {
  try {
    return JSON.parse(readText(file))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${file} is not valid JSON (${errorMessage(error)}): correct it and start again.`)
  }
}

/** Another encoding would turn names into rubbish. */
const readText = (file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    throw new UserError(
      errorCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? `${file} is not in UTF-8: save it again.`
        : `${file} cannot be read (${errorMessage(error)}): check the path.`,
    )
  }
}

/** Every fault of a file in one error, the first of them in full; `asides` tell how it was read. */
export const faultsIn = (file: string, faults: string[], asides: string[] = []): UserError => {
  const shown = faults.slice(0, mostFaultsShown).map((fault) => `  ${fault}`)
  const more = faults.length - shown.length
  if (more > 0) shown.push(`  and ${more} more`)
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
  return new UserError(
    [
      `${file} has ${count}; correct it and start again, nothing was loaded:`,
      ...shown,
      ...asides.map((aside) => `  ${aside}`),
    ].join('\n'),
  )
}

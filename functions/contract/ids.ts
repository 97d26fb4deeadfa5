import * as z from 'zod'
import { says } from './faults.ts'
import { hiddenLetter, idForm, isReserved, longestLine } from './id-form.ts'

/** A contest's id: part of every URL, so plain ASCII. */
export const contestId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, says('id-form'))

/**
 * The id of anything inside a contest (contestant, round, electorate, voter …): 1–64 letters or digits of any script, `_`, `.`
 * and `-`, beginning with a letter or digit. The separators of table keys (`/`, `#`) and of marks (`|`) are left out on purpose,
 * and so are the names every object has (`constructor` …), because ids are keys of records.
 */
export const id = z
  .string()
  .regex(idForm, says('id-form'))
  .refine((name) => !isReserved(name), says('reserved-word'))
  .refine((name) => !hiddenLetter.test(name), says('hidden-letter'))

/** One line of text that people read. Its characters are never interpreted, only shown. */
export const line = z.string().trim().min(1).max(longestLine)

/** ISO 8601 in UTC with milliseconds, the only form of time on the wire. */
export const time = z.iso.datetime({ precision: 3 })

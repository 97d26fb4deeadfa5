import * as z from 'zod'
import { says } from './faults.ts'

/** A contest's id: part of every URL, so plain ASCII. */
export const contestId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, says('id-form'))

/**
 * The id of anything inside a contest (contestant, round, electorate, voter …): 1–64 letters or digits of any script, `_`, `.`
 * and `-`, beginning with a letter or digit. The separators of table keys (`/`, `#`) and of marks (`|`) are left out on purpose,
 * and so are the names every object has (`constructor` …), because ids are keys of records.
 */
export const id = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u, says('id-form'))
  .refine((name) => !(name in {}), says('reserved-word'))
  // Fillers count as letters, and leave nothing to see.
  .refine((name) => !/\p{Default_Ignorable_Code_Point}/u.test(name), says('hidden-letter'))

/** One line of text that people read. Its characters are never interpreted, only shown. */
export const line = z.string().trim().min(1).max(200)

/** ISO 8601 in UTC with milliseconds, the only form of time on the wire. */
export const time = z.iso.datetime({ precision: 3 })

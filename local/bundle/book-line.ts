import { existsSync } from 'node:fs'
import { bookLineSchema, type BookLine } from '#contract/ballot.ts'
import { checkShape } from '#core/faults.ts'
import { parsed } from '#core/verify/json.ts'
import { Lines } from '#core/verify/lines.ts'
import { chunksOf } from '#terminal/files.ts'

/** The line of a book file with this receipt. Lines that are none are passed over: finding them is the verifier’s business. */
export function bookLineOf(file: string, receipt: string): BookLine | undefined {
  if (!existsSync(file)) return undefined
  let found: BookLine | undefined
  const lines = new Lines((text) => {
    const checked = checkShape(bookLineSchema, parsed(text))
    if ('data' in checked && checked.data.id === receipt) found = checked.data
  })
  for (const bytes of chunksOf(file)) {
    lines.add(bytes)
    if (found) break
  }
  return found
}

import type { BookLine } from '#contract/ballot.ts'
import { Lines } from '#core/verify/lines.ts'
import { parseAnswer } from '../../../api/request.ts'

/** A receipt as people read it out, write it down and paste it: letters and digits alone tell one from another. */
const plain = (receipt: string): string =>
  receipt
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The line of a book with this receipt, or null. Lines that are no JSON are passed over: finding them is the check's business. */
export async function findReceipt(
  receipt: string,
  book: AsyncIterable<Uint8Array>,
  told: (lines: number) => void,
): Promise<BookLine | null> {
  const wanted = plain(receipt)
  let found: BookLine | null = null
  const lines = new Lines((text) => {
    const line = found === null ? lineIn(text) : null
    if (line !== null && plain(line.id) === wanted) found = line
  })
  for await (const bytes of book) {
    lines.add(bytes)
    told(lines.count)
    if (found !== null) return found
  }
  return found
}

function lineIn(text: string): BookLine | null {
  try {
    return parseAnswer<BookLine>(text)
  } catch {
    return null
  }
}

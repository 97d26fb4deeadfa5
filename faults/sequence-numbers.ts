import type { StreamRecord } from '#local/streams/streams-api.ts'
import type { Random } from '#core/random.ts'

/**
 * Gives records sequence numbers as AWS has them, 21 to 40 digits, in the same order; somewhere on the way they grow by a digit.
 * (The embedded engine counts 1, 2, 3.)
 */
export function withLongNumbers(records: readonly StreamRecord[], random: Random): StreamRecord[] {
  const digits = random.within(21, 39)
  const first = BigInt(records[0]?.dynamodb.SequenceNumber ?? '1')
  const start = 10n ** BigInt(digits) - BigInt(random.within(1, Math.max(1, records.length)))
  return records.map((record) => {
    const place = start + BigInt(record.dynamodb.SequenceNumber) - first
    return { ...record, dynamodb: { ...record.dynamodb, SequenceNumber: String(place) } }
  })
}

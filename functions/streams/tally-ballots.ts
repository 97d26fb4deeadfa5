import type { RoundRules } from '#core/ballot.ts'
import { deltaOf, stepsOf, type Delta } from '#core/fold.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { findRound } from '#core/round.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { freshContest } from '#runtime/contests.ts'
import { logger } from '#runtime/log.ts'
import { knownRules, rulesOf } from '#services/round-rules.ts'
import { storedMarks } from '#services/stored-marks.ts'
import { stream, type StreamRecord } from '#runtime/stream.ts'
import { ballotFromImage, parseBucket } from '#store/ballots.ts'
import { applyMarks, fenceOf, marksPerUpdate, rebuiltAt, type Applied, type Fence } from '#store/tallies.ts'

type Bucket = ReturnType<typeof parseBucket>
/** `writtenAt`: whole seconds since 1970, as the stream tells it. */
type Counted = { delta: Delta; placeOf: (part?: number) => Fence; writtenAt: number }

const tries = 5

/** Ballots stream → Tallies: folds a batch bucket by bucket. What the fence says is applied already is left out. */
export const handler = stream(async (records) => {
  const byBucket = new Map<string, Counted[]>()
  let unreadable: string | undefined
  for (const record of records) {
    try {
      const counted = await countedFrom(record)
      if (counted) byBucket.set(counted.bucket, [...(byBucket.get(counted.bucket) ?? []), counted])
    } catch (error) {
      unreadable = record.dynamodb.SequenceNumber
      logger.error('a ballot record cannot be counted', { error, sequenceNumber: unreadable })
      break
    }
  }
  await Promise.all([...byBucket].map(([bucket, counted]) => applyAll(parseBucket(bucket), counted)))
  return unreadable
})

async function countedFrom({ dynamodb }: StreamRecord): Promise<(Counted & { bucket: string }) | undefined> {
  const { Keys, NewImage, OldImage, SequenceNumber, ApproximateCreationDateTime = 0 } = dynamodb
  const bucket = Keys?.['bucket']?.S
  if (bucket === undefined || !NewImage) throw new Error('not the image of a ballot')
  const marks = await marksIn(parseBucket(bucket))
  if (!marks) return undefined
  return {
    bucket,
    delta: deltaOf(OldImage ? marks(OldImage) : [], marks(NewImage)),
    placeOf: (part) => fenceOf(SequenceNumber, part),
    writtenAt: ApproximateCreationDateTime,
  }
}

/** Undefined for a rehearsal that was wiped while its ballots were still on the way: they count nowhere. */
async function marksIn({ contest: id, round, attempt }: Bucket) {
  const rules = knownRules(id, round, attempt) ?? (await rulesIn(id, round, attempt))
  if (!rules) return undefined
  return (image: Parameters<typeof ballotFromImage>[0]) => {
    const ballot = ballotFromImage(image)
    return ballot ? storedMarks(rules, ballot) : []
  }
}

async function rulesIn(id: string, roundId: string, attempt: number): Promise<RoundRules | undefined> {
  const known = await freshContest(id)
  if (!known && isRehearsal(id)) return undefined
  const round = known && findRound(known.contest, roundId)
  if (!round) throw new Error(`no round ${roundId} in contest ${id}`)
  return rulesOf(known.contest, round, attempt)
}

/** How far each bucket had come when this warm function wrote it last; another guess only costs one refused write. */
const applied = new WarmCache<Fence>(10_000)

async function applyAll(bucket: Bucket, counted: readonly Counted[]): Promise<void> {
  const name = JSON.stringify(bucket)
  for (let attempt = 1; attempt <= tries; attempt++) {
    const outcome = await applyFrom(bucket, counted, applied.get(name), (fence) => applied.set(name, fence))
    if (outcome.applied) return
    if (outcome.standsAt === undefined) applied.delete(name)
    else applied.set(name, outcome.standsAt)
  }
  throw new Error(`the fence of bucket ${name} keeps moving: is it consumed twice?`)
}

/** Applies what lies beyond the fence `from`, up to where the fence turns out to stand elsewhere. */
async function applyFrom(
  bucket: Bucket,
  counted: readonly Counted[],
  from: Fence | undefined,
  moved: (fence: Fence) => void,
): Promise<Applied> {
  const steps = stepsOf(eachOnceBeyond(from, counted), marksPerUpdate).filter(({ to }) => isBeyond(from, to))
  let fence = from
  for (const { changes, to } of steps) {
    const outcome = await applyMarks(bucket, changes, { from: fence, to })
    if (!outcome.applied) return outcome
    fence = to
    moved(to)
  }
  return { applied: true }
}

const isBeyond = (fence: Fence | undefined, place: Fence): boolean =>
  fence === undefined || rebuiltAt(fence) !== undefined || place > fence

/** Of a rebuilt bucket's records those count that were written after the rebuild (services/rebuild.ts says why that is exact). */
function isAfterRebuild(fence: Fence | undefined, { writtenAt }: Counted): boolean {
  const rebuilt = fence === undefined ? undefined : rebuiltAt(fence)
  return rebuilt === undefined || writtenAt * 1_000 > Date.parse(rebuilt)
}

/** The records further on in the stream; a batch that was joined from overlapping ones may hold one of them twice. */
function eachOnceBeyond(from: Fence | undefined, counted: readonly Counted[]): Counted[] {
  let last = from
  return counted.filter((record) => {
    const place = record.placeOf()
    if (!isBeyond(last, place) || !isAfterRebuild(from, record)) return false
    last = place
    return true
  })
}

import * as z from 'zod'
import { turnoutSchema } from '#contract/live.ts'
import { roundEvent } from '../act.ts'
import { isCorrectionDue, latestVersion, type ResultVersion, type RoundAt } from '../state.ts'
import { count, hash, ids } from './fields.ts'
import { attemptMisfit } from './windows.ts'

/**
 * The ballots of a closed round are counted: the result is fixed by its digest, and public to nobody yet. What was approved afterwards leads
 * to a further version, counted from the same book.
 */
export const sealRound = roundEvent({
  event: 'roundSealed',
  eventFields: {
    attempt: count,
    version: count,
    digest: hash,
    ballots: turnoutSchema,
    quorumMissed: ids,
    disclosing: ids.optional(),
    /** Contestants whose marks were corrected after they had been shown. */
    marksChanged: ids.optional(),
    ties: z.array(z.strictObject({ rank: count, rows: count })).optional(),
    unranked: count.optional(),
    unfilled: ids.optional(),
  },
  phases: {
    waiting: 'round-not-opened',
    open: 'round-open',
    closed: 'seal-not-requested',
    sealing: 'allowed',
    sealed: 'allowed',
    published: 'allowed',
  },
  refusal: (current) =>
    current.phase === 'sealing' || isCorrectionDue(current) ? undefined : 'round-sealed',
  misfit: (event, current) =>
    attemptMisfit(event, current) ?? (event.version === nextVersion(current) ? undefined : 'unknown-version'),
  evolve: (current, event) => {
    const version = versionOf(current, event)
    if (current.phase === 'published') return { ...current, versions: [...current.versions, version] }
    if (current.phase === 'sealing') {
      const { eligible, excused, marks: _marks, shown: _shown, ...counted } = current
      const kept = eligible && { excused: excused ?? {} }
      return { ...counted, ...kept, phase: 'sealed', versions: [version] }
    }
    // What was revealed of the version before is not true any more.
    const { revealed: _, inParts: _parts, ...sealed } = current
    return { ...sealed, versions: [...sealed.versions, version] }
  },
})

type Sealable = Extract<RoundAt, { phase: 'sealing' | 'sealed' | 'published' }>
type Sealed = Omit<ResultVersion, 'actions' | 'publishedAt'>

const nextVersion = (current: Sealable): number =>
  current.phase === 'sealing' ? 1 : latestVersion(current).version + 1

function versionOf(
  { actions }: Sealable,
  {
    version,
    ballots,
    quorumMissed,
    disclosing,
    ties,
    unranked,
    unfilled,
  }: { [Field in keyof Sealed]: Sealed[Field] | undefined } & Pick<
    Sealed,
    'version' | 'ballots' | 'quorumMissed'
  >,
): ResultVersion {
  return {
    version,
    ballots,
    quorumMissed,
    ...(disclosing && { disclosing }),
    ...(ties && { ties }),
    ...(unranked !== undefined && { unranked }),
    ...(unfilled && { unfilled }),
    ...(actions && { actions: actions.length }),
  }
}

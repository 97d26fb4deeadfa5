import * as z from 'zod'
import type { Refusal } from '#contract/refusals.ts'
import { roundAct, whenCounted } from '../act.ts'
import { latestVersion, type CountedRound } from '../state.ts'
import { count } from './fields.ts'

type Publication = { version: number; confirmed?: true | undefined }

/** A sealed result becomes public. What a published one would harm needs a confirmation, and the log keeps it. */
export const publishResult = roundAct({
  command: 'publishResult',
  /** `version`: the one sealed last, where it is left out. */
  commandFields: { version: z.int().min(1).optional(), confirm: z.literal(true).optional() },
  event: 'resultPublished',
  eventFields: { version: count, confirmed: z.literal(true).optional() },
  phases: whenCounted,
  refusal: (current) =>
    current.phase === 'published' && current.published.version === latestVersion(current).version
      ? 'round-published'
      : undefined,
  decide: ({ version, confirm }, { current }) => {
    const publication = {
      version: version ?? latestVersion(current).version,
      ...(confirm && { confirmed: confirm }),
    }
    const refusal = refusalOf(publication, current)
    return refusal ? { refusal } : { event: publication }
  },
  misfit: refusalOf,
  evolve: ({ revealed, inParts, ...current }, { n, at, version }) => {
    const versions = current.versions.map((one) =>
      one.version === version ? { ...one, publishedAt: at } : one,
    )
    // A correction is no new reveal: it is there at once.
    if (current.phase === 'published') return { ...current, versions, published: { version, in: n } }
    return {
      ...current,
      ...(revealed !== undefined && { revealed }),
      ...(inParts && { inParts }),
      versions,
      phase: 'published',
      published: { version, in: n, ...(revealed !== undefined && { paced: true }) },
    }
  },
})

function refusalOf({ version, confirmed }: Publication, current: CountedRound): Refusal | undefined {
  const chosen = current.versions.find((one) => one.version === version)
  if (!chosen) return 'unknown-version'
  if (current.phase === 'published' && version <= current.published.version) return 'round-published'
  if (confirmed) return undefined
  if (chosen.unranked === current.contestants.length) return 'nobody-ranked'
  if (chosen.unfilled) return 'panel-unfilled'
  if (chosen.quorumMissed.length > 0) return 'quorum-missed'
  return chosen.disclosing ? 'result-discloses' : undefined
}

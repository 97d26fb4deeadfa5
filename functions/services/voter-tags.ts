import { createHmac } from 'node:crypto'
import type { Round } from '#contract/contest.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { readKey } from '#store/keys.ts'

/** How a round names voters and requests in the box: openly, or by a keyed hash that means nothing once the key is gone. */
export type Tags = { voter: (id: string) => string; request: (id: string) => string }

const known = new WarmCache<Tags>(200)
const openly: Tags = { voter: (id) => id, request: (id) => id }

/** The tags of an attempt; undefined when the round is secret and its key is deleted. A warm function reads a key once. */
export async function tagsOf(contest: string, round: Round, attempt: number): Promise<Tags | undefined> {
  if (!round.secret) return openly
  const name = `${contest}/${round.id}/${attempt}`
  const cached = known.get(name)
  if (cached) return cached
  const key = await readKey({ contest, round: round.id, attempt })
  if (!key) return undefined
  const keyed = (kind: string) => (id: string) =>
    createHmac('sha256', key).update(`${kind}:${id}`).digest('base64url')
  const tags = { voter: keyed('voter'), request: keyed('request') }
  if (isRehearsal(contest)) return tags
  known.set(name, tags)
  return tags
}

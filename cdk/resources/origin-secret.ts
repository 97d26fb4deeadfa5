import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { readSecret, writeSecret } from '#runtime/secrets.ts'
import { customResource } from './custom-resource.ts'

const secretsSchema = z.object({
  /** What the CDN sends with every request to the API. */
  sent: z.string(),
  /** What it will send after the next change, so that functions know it before the CDN does. */
  next: z.string(),
})
type Secrets = z.output<typeof secretsSchema>

/**
 * CloudFormation → the word by which functions know that a request came through the CDN. Functions are told hashes, which is all they
 * need and nothing that must be hidden. Another generation changes the word without a gap: a change reaches the CDN's edges over
 * minutes, and all that time functions take the word before, the one now and the one after.
 */
export const handler = customResource(async ({ secret, kept }) => {
  const old = kept === 'nothing' ? undefined : secretsSchema.parse(JSON.parse(await readSecret(secret)))
  const now: Secrets = old && kept === 'stays' ? old : { sent: old?.next ?? newWord(), next: newWord() }
  const Version = await writeSecret(secret, JSON.stringify(now))
  const accepted = [...new Set([now.sent, now.next, ...(old ? [old.sent] : [])])]
  return { Version, Accepted: accepted.map(hashOf).join(' ') }
})

const newWord = (): string => randomBytes(32).toString('base64url')
const hashOf = (word: string): string => createHash('sha256').update(word).digest('base64url')

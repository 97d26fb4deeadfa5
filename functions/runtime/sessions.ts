import { importJWK, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import { roles, type Session } from '#contract/people.ts'
import { sessionHours } from '#core/contest/acts/reissue-code.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { env } from '#functions/env.ts'
import { readSecret } from './secrets.ts'

/** Sessions are JWTs signed with Ed25519: open-session holds the private key, every other function the public one. */
const algorithm = 'EdDSA'

const claimsSchema = z.strictObject({
  sub: z.string(),
  contest: z.string(),
  role: z.enum(roles),
  electorate: z.string().optional(),
  epoch: z.int(),
  rehearsal: z.string().optional(),
  iat: z.int(),
  exp: z.int(),
})

/** Who is asking. `contest` is `*` for the owner; `rehearsal` names the very rehearsal that somebody was let into. */
export type Claims = { person: string } & Pick<
  z.infer<typeof claimsSchema>,
  'contest' | 'role' | 'electorate' | 'epoch' | 'rehearsal'
>

let publicKey: ReturnType<typeof importJWK> | undefined
let privateKey: ReturnType<typeof importJWK> | undefined

const keyFrom = async (text: string | Promise<string>) => importJWK(JSON.parse(await text), algorithm)

/** On one machine the key itself, on AWS the secret that holds it, fetched once by each warm function. */
function privateKeyText(): string | Promise<string> {
  const secret = env.sessionPrivateKeySecret
  return secret === undefined ? env.sessionPrivateKey : readSecret(secret)
}

/** A key that could not be had is asked for again by the next request. */
const signingKey = () =>
  (privateKey ??= keyFrom(privateKeyText()).catch((error: unknown) => {
    privateKey = undefined
    throw error
  }))

/** Signs a session. Only open-session has the key for it. */
export async function openSession(
  { person, contest, role, electorate, epoch, rehearsal }: Claims,
  now: Date,
): Promise<Session> {
  const expires = new Date(now.getTime() + sessionHours * 3_600_000)
  const token = await new SignJWT({
    contest,
    role,
    epoch,
    ...(electorate && { electorate }),
    ...(rehearsal && { rehearsal }),
  })
    .setProtectedHeader({ alg: algorithm })
    .setSubject(person)
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .sign(await signingKey())
  return {
    token,
    role,
    contest,
    ...(electorate && { electorate, voter: person }),
    expiresAt: expires.toISOString(),
  }
}

/**
 * The last character of a signature carries spare bits that decoders ignore, so sixteen texts would stand for one signature.
 * Only the one that was given out is taken: a session is valid to the letter. (Header and claims are signed as they are written.)
 */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1)
  return Buffer.from(signature, 'base64url').toString('base64url') === signature
}

/** Tokens that this warm function has verified, until they expire: a signature is checked once. */
const known = new WarmCache<{ claims: Claims; until: number }>(10_000)

/** The claims of a token that is intact, signed by us and not expired; undefined for every other text. */
export async function verifySession(token: string): Promise<Claims | undefined> {
  const cached = known.get(token)
  if (cached && Date.now() < cached.until) return cached.claims
  if (!isCanonical(token)) return undefined
  publicKey ??= keyFrom(env.sessionPublicKey)
  const key = await publicKey
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: [algorithm] })
    const { sub, contest, role, electorate, epoch, rehearsal, exp } = claimsSchema.parse(payload)
    const claims = {
      person: sub,
      contest,
      role,
      epoch,
      ...(electorate && { electorate }),
      ...(rehearsal && { rehearsal }),
    }
    known.set(token, { claims, until: exp * 1_000 })
    return claims
  } catch {
    return undefined
  }
}

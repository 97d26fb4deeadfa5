import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { ContestState } from '#core/contest/state.ts'
import type { Route } from '#functions/routes.ts'
import { everyContest } from '#store/people.ts'
import { knownContest } from './contests.ts'
import { knownOwnerEpoch } from './owner.ts'
import { notFound, Problem, unauthorized } from './problem.ts'
import { verifySession, type Claims } from './sessions.ts'

/**
 * Who is asking, checked against the route. Throws `unauthorized` for a session that is missing where one is needed, broken, expired
 * or ended; `not-found` for another contest's; `forbidden` for a role that may not call this. Where anyone may call,
 * a session of another contest counts as none.
 */
export async function sessionOf(event: APIGatewayProxyEventV2, route: Route): Promise<Claims | undefined> {
  const claims = await claimsIn(event.headers['authorization'])
  const contest = event.pathParameters?.['contest']
  if (!claims) {
    if (route.who === 'anyone') return undefined
    throw unauthorized()
  }
  if (contest !== undefined && claims.contest !== contest && claims.contest !== everyContest) {
    if (route.who === 'anyone') return undefined
    throw notFound()
  }
  if (contest !== undefined && (await isEnded(claims, contest))) throw unauthorized()
  if (route.who !== 'anyone' && !route.who.includes(claims.role)) throw new Problem('forbidden')
  return claims
}

async function claimsIn(authorization: string | undefined): Promise<Claims | undefined> {
  if (authorization === undefined) return undefined
  const token = /^Bearer (\S+)$/i.exec(authorization)?.[1]
  const claims = token && (await verifySession(token))
  if (!claims) throw unauthorized()
  return claims
}

/**
 * A code that was issued anew ends the sessions of the old one, and the wipe of a rehearsal those of everybody in it, though the next one
 * has the same id. Both stand in the head, which every function knows.
 */
async function isEnded(
  { contest: home, person, epoch, rehearsal }: Claims,
  contest: string,
): Promise<boolean> {
  // The list in the head names people of its contest, and the owner is none: somebody on the roster may have the same id.
  if (home === everyContest) return epoch < (await knownOwnerEpoch())
  const known = await knownContest(contest)
  if (!known) return false
  return rehearsal !== known.state.rehearsal || isRevoked(known.state, { person, epoch })
}

/** Whether the code behind a session was issued anew, or its person removed, as far as a head knows. */
export const isRevoked = (
  { revoked }: ContestState,
  { person, epoch }: Pick<Claims, 'person' | 'epoch'>,
): boolean => Object.hasOwn(revoked, person) && epoch < (revoked[person]?.epoch ?? 0)

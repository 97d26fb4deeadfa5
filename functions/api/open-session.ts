import { randomBytes, randomUUID } from 'node:crypto'
import type { Session } from '#contract/people.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { env } from '#functions/env.ts'
import { openSession } from '#functions/routes.ts'
import { normaliseCode } from '#runtime/codes.ts'
import { freshContest, knownContest } from '#runtime/contests.ts'
import { Guesses, guessLimits } from '#runtime/guesses.ts'
import { http, type HttpAnswer } from '#runtime/http.ts'
import { Problem, unauthorized } from '#runtime/problem.ts'
import { openSession as signSession } from '#runtime/sessions.ts'
import { claimDevice, findByCode, type Person } from '#store/people.ts'
import { details } from '#words/en/problems.ts'

const deviceCookie = 'leitai-device'
const deviceYears = 1
/** As they are made below. Anything else, above all an empty one that many browsers would share, is no device. */
const deviceForm = /^[A-Za-z0-9_-]{32}$/

/** POST /api/sessions: a code, or a seat where anyone may vote, becomes a session. A GET can never use a code up. */
export const handler = http(openSession, async ({ body, at, cookies, address }) =>
  'code' in body
    ? openWithCode(await holderOf(body.code, address), at, cookies)
    : { body: await openSeat(body, at) },
)

const guesses = new Guesses(guessLimits)

/**
 * Who holds a code: a right one opens whatever others behind the same address have typed. Throws `unauthorized` when nobody does, and
 * `too-many` to an address that has failed too often.
 */
async function holderOf(typed: string, address: string): Promise<Person> {
  const person = await findByCode(normaliseCode(typed))
  if (person) return person
  const wait = guesses.waitFor(address, Date.now())
  if (wait > 0) throw new Problem('too-many', { detail: details.tooManyWrong, retryAfterSeconds: wait })
  guesses.countFailure(address, Date.now())
  throw unauthorized()
}

async function openWithCode(person: Person, at: string, cookies: readonly string[]): Promise<HttpAnswer> {
  const { contest, id, role, electorate, epoch } = person
  const rehearsal = await rehearsalAt(contest)
  const setCookie = (await isBoundToDevice(person)) ? await bindDevice(person, cookies) : undefined
  const session = await signSession({ person: id, contest, role, epoch, electorate, rehearsal }, new Date(at))
  const { name, unit, recuse = [] } = person
  return {
    body: {
      ...session,
      ...(name !== undefined && { name }),
      ...(unit !== undefined && { unit }),
      ...(recuse.length > 0 && { recuse }),
    },
    ...(setCookie && { cookies: [setCookie] }),
  }
}

async function openSeat(
  { contest, electorate }: { contest: string; electorate: string },
  at: string,
): Promise<Session> {
  const known = await knownContest(contest)
  const seats = known?.contest.electorates.find(({ id }) => id === electorate)
  if (!known || !seats) throw new Problem('not-found')
  if (seats.admission !== 'open') throw new Problem('forbidden', { detail: details.needsCode })
  return signSession(
    {
      person: `open-${randomUUID()}`,
      contest,
      role: seats.role,
      electorate,
      epoch: 1,
      rehearsal: known.state.rehearsal,
    },
    new Date(at),
  )
}

/** Which rehearsal a code lets into, now and not a second ago. Throws `unauthorized` when it was wiped: its codes go soon after it. */
async function rehearsalAt(contest: string): Promise<string | undefined> {
  if (!isRehearsal(contest)) return undefined
  const known = await freshContest(contest)
  if (!known) throw unauthorized()
  return known.state.rehearsal
}

async function isBoundToDevice({ contest, electorate }: Person): Promise<boolean> {
  const known = electorate === undefined ? undefined : await knownContest(contest)
  return known?.contest.electorates.find(({ id }) => id === electorate)?.oneDevice ?? false
}

/** Ties the code to this browser and answers the cookie to set, if it is new. Throws when the code lives on another device. */
async function bindDevice(person: Person, cookies: readonly string[]): Promise<string | undefined> {
  const known = deviceIn(cookies)
  const device = known ?? randomBytes(24).toString('base64url')
  if (!(await claimDevice(person, device))) throw new Problem('forbidden', { detail: details.codeElsewhere })
  if (known) return undefined
  const secure = env.baseUrl.startsWith('https:') ? '; Secure' : ''
  return `${deviceCookie}=${device}; Path=/api/sessions; HttpOnly; SameSite=Lax; Max-Age=${deviceYears * 31_536_000}${secure}`
}

const deviceIn = (cookies: readonly string[]): string | undefined =>
  cookies
    .map((cookie) => cookie.split('='))
    .find(([name, value = '']) => name === deviceCookie && deviceForm.test(value))?.[1]

import { randomBytes, randomUUID } from 'node:crypto'
import type { Session } from '#contract/people.ts'
import { openSession } from '#functions/routes.ts'
import { normaliseCode } from '#runtime/codes.ts'
import { knownContest } from '#runtime/contests.ts'
import { Guesses, guessLimits } from '#runtime/guesses.ts'
import { http, type HttpAnswer } from '#runtime/http.ts'
import { Problem, unauthorized } from '#runtime/problem.ts'
import { openSession as signSession } from '#runtime/sessions.ts'
import { claimDevice, findByCode, type Person } from '#store/people.ts'

const deviceCookie = 'leitai-device'
const deviceYears = 1

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
  if (wait > 0) throw new Problem('too-many', { detail: tooManyWrong, retryAfterSeconds: wait })
  guesses.countFailure(address, Date.now())
  throw unauthorized()
}

const tooManyWrong = 'This code is not valid, and too many wrong ones have come from this network'

async function openWithCode(person: Person, at: string, cookies: readonly string[]): Promise<HttpAnswer> {
  const { contest, id, role, electorate, epoch } = person
  const setCookie = (await isBoundToDevice(person)) ? await bindDevice(person, cookies) : undefined
  const session = await signSession(
    { person: id, contest, role, epoch, ...(electorate && { electorate }) },
    new Date(at),
  )
  return { body: session, ...(setCookie && { cookies: [setCookie] }) }
}

async function openSeat(
  { contest, electorate }: { contest: string; electorate: string },
  at: string,
): Promise<Session> {
  const known = await knownContest(contest)
  const seats = known?.contest.electorates.find(({ id }) => id === electorate)
  if (!seats) throw new Problem('not-found')
  if (seats.admission !== 'open')
    throw new Problem('forbidden', { detail: 'This electorate needs a personal code' })
  return signSession(
    { person: `open-${randomUUID()}`, contest, role: seats.role, electorate, epoch: 1 },
    new Date(at),
  )
}

async function isBoundToDevice({ contest, electorate }: Person): Promise<boolean> {
  const known = electorate === undefined ? undefined : await knownContest(contest)
  return known?.contest.electorates.find(({ id }) => id === electorate)?.oneDevice ?? false
}

/** Ties the code to this browser and answers the cookie to set, if it is new. Throws when the code lives on another device. */
async function bindDevice(person: Person, cookies: readonly string[]): Promise<string | undefined> {
  const known = cookies.map((cookie) => cookie.split('=')).find(([name]) => name === deviceCookie)?.[1]
  const device = known ?? randomBytes(24).toString('base64url')
  if (!(await claimDevice(person, device)))
    throw new Problem('forbidden', {
      detail: 'This code is in use on another device; staff can issue a new one',
    })
  if (known) return undefined
  const secure = process.env['BASE_URL']?.startsWith('https:') ? '; Secure' : ''
  return `${deviceCookie}=${device}; Path=/api/sessions; HttpOnly; SameSite=Lax; Max-Age=${deviceYears * 31_536_000}${secure}`
}

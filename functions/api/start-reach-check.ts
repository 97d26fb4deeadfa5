import { randomBytes } from 'node:crypto'
import { env } from '#functions/env.ts'
import { startReachCheck } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'
import { consoleCookie, consoleIn, marksOf } from '#services/reach.ts'
import { hashOf } from '#store/people.ts'
import { writeCheck } from '#store/reach.ts'

/** A code on the screen of a console is scanned within minutes, or made anew. */
const checkMinutes = 15
const cookieDays = 30

/** POST …/reach: a link that another device is to open. There is one check at a time; the next one takes its place. */
export const handler = http(startReachCheck, async ({ path, at, cookies, address, headers }) => {
  if (!(await knownContest(path.contest))) throw notFound()
  const check = randomBytes(16).toString('base64url')
  const until = new Date(Date.parse(at) + checkMinutes * 60_000).toISOString()
  const device = consoleIn(cookies) ?? randomBytes(24).toString('base64url')
  const marks = marksOf(check, { cookies, address, headers })
  await writeCheck(path.contest, { check: hashOf(check), until, device: hashOf(device), ...marks })
  return {
    body: { link: `${env.baseUrl}/reach?contest=${path.contest}#${check}`, until },
    cookies: [`${consoleCookie}=${device}; ${cookieRules()}`],
  }
})

const cookieRules = (): string =>
  `Path=/api/contests; HttpOnly; SameSite=Lax; Max-Age=${cookieDays * 86_400}${env.consoleUrl.startsWith('https:') ? '; Secure' : ''}`

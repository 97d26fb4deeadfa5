import { isIP } from 'node:net'
import { env } from '#functions/env.ts'
import { hashOf } from '#store/people.ts'
import type { ReachItem } from '#store/reach.ts'

/** What a request tells of the device that it comes from. */
export type Asker = {
  cookies: readonly string[]
  address: string
  headers: Record<string, string | undefined>
}

/** The cookie by which the browser of a console is known again. */
export const consoleCookie = 'leitai-console'
/** As it is made; anything else is nobody's. */
const cookieForm = /^[A-Za-z0-9_-]{32}$/

export const consoleIn = (cookies: readonly string[]): string | undefined =>
  cookies
    .map((cookie) => cookie.split('='))
    .find(([name, value = '']) => name === consoleCookie && cookieForm.test(value))?.[1]

/** Network address and browser as they are stored: nobody can read them back. */
export const marksOf = (check: string, { address, headers }: Asker): { network: string; agent: string } => ({
  network: hashOf(`${check} ${address}`),
  agent: hashOf(`${check} ${headers['user-agent'] ?? ''}`),
})

const isLoopback = (address: string): boolean => /^127\./.test(address) || address === '::1'

/**
 * Whether a request comes from the device that began the check: its browser by the cookie; under another address, which cookies do
 * not go along to, by network address and browser together. A whole hall may share one network address. Where the printed
 * address is one of this machine's own, whatever comes by loopback is this machine; where it is a name, a proxy may stand here.
 */
export function isAsker(reach: ReachItem, check: string, asker: Asker): boolean {
  const cookie = consoleIn(asker.cookies)
  if (cookie !== undefined && hashOf(cookie) === reach.device) return true
  const { network, agent } = marksOf(check, asker)
  if (network !== reach.network) return false
  return agent === reach.agent || (isLoopback(asker.address) && isIP(new URL(env.baseUrl).hostname) !== 0)
}

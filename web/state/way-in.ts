/** How people in the hall come in: what their cameras read, and what they type. */
export type WayIn = { link: string; typed: string }

/** Whether an address leads every device to itself, and so nobody else to this one. */
export const isOfOneMachine = (address: string): boolean =>
  /^(127\.|0\.0\.0\.0$|(.+\.)?localhost$|\[::1?\]$)/.test(new URL(address).hostname)

/**
 * The way in to a contest from another device, or null where there is none: a system that listens to its own machine only can be
 * reached by nobody, and a code that leads to 127.0.0.1 would lead each phone to itself. `told` is the address that the server names.
 */
export function wayInto(contest: string, told: string | null, page: Pick<Location, 'origin'>): WayIn | null {
  const url = new URL(told ?? page.origin)
  if (isOfOneMachine(url.href)) return null
  return {
    link: `${url.origin}/watch?contest=${encodeURIComponent(contest)}`,
    typed: url.protocol === 'https:' ? url.host : `${url.protocol}//${url.host}`,
  }
}

/** Where anybody votes in an electorate that is open to the public, on the page of its role. */
export const openSeatLink = (
  origin: string,
  contest: string,
  { id, role }: { id: string; role: 'judge' | 'voter' },
): string =>
  `${origin}/${role === 'judge' ? 'judge' : 'watch'}?contest=${encodeURIComponent(contest)}&electorate=${encodeURIComponent(id)}`

/**
 * The link to a result that people hand on: other programs show its first places, and it leads to the result page. Null where only this
 * machine could follow it.
 */
export function sharedLink(
  contest: string,
  round: string,
  told: string | null,
  page: Pick<Location, 'origin'>,
): string | null {
  const { href, origin } = new URL(told ?? page.origin)
  if (isOfOneMachine(href)) return null
  return `${origin}/r/${encodeURIComponent(contest)}/${encodeURIComponent(round)}`
}

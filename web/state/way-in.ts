/** How people in the hall come in: what their cameras read, and what they type. */
export type WayIn = { link: string; typed: string }

const isLoopback = (host: string): boolean => /^(127\.|localhost$|\[::1\]$)/.test(host)

/**
 * The way in to a contest from another device, or null where there is none: a system that listens to its own machine only can be
 * reached by nobody, and a code that leads to 127.0.0.1 would lead each phone to itself. `told` is the address that the server names.
 */
export function wayInto(contest: string, told: string | null, page: Pick<Location, 'origin'>): WayIn | null {
  const url = new URL(told ?? page.origin)
  if (isLoopback(url.hostname)) return null
  return {
    link: `${url.origin}/watch?contest=${encodeURIComponent(contest)}`,
    typed: url.protocol === 'https:' ? url.host : `${url.protocol}//${url.host}`,
  }
}

/** Where the pages are served from decides what their policy says. */
export type Surroundings = {
  /** Whether a stream's hosts may speak without TLS, as in a hall's own network. */
  plainHttp: boolean
  /** Whether any site may show the page in a frame: only the overlay, which shows what is public and takes nothing in. */
  frameable: boolean
  /** Whether the page shows the livestream: only the watch page. */
  streams: boolean
  /** The origin of the push, such as `wss://vote.example.org`, where there is one. */
  push?: string | undefined
}

/**
 * What every answer tells the browser it may do. Nothing inline runs, and pages talk to their own host and its push. No other site may
 * frame a ballot.
 *
 * The watch page alone also reaches the hosts of a livestream. Which those are stands in a contest document that anybody may replace
 * after the deployment, and a playlist names further ones, so there every https host remains allowed: HLS is fetched and played
 * through blobs and a worker of hls.js, a platform's player stands in a frame. Logos are images from any https host, on every page.
 */
export function contentSecurityPolicy({ plainHttp, frameable, streams, push }: Surroundings): string {
  const hosts = plainHttp ? 'https: http:' : 'https:'
  const connect = [`'self'`, ...(push === undefined ? [] : [push]), ...(streams ? [hosts] : [])]
  return [
    `default-src 'self'`,
    `connect-src ${connect.join(' ')}`,
    `media-src 'self' blob:${streams ? ` ${hosts}` : ''}`,
    `img-src 'self' data: blob: ${hosts}`,
    `worker-src 'self' blob:`,
    `frame-src ${streams ? 'https:' : `'none'`}`,
    `frame-ancestors ${frameable ? '*' : `'none'`}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ')
}

/** Headers that are the same everywhere; browsers ignore what they do not know. */
export const constantHeaders: Record<string, string> = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** Paths of the page that shows the livestream. */
export const hasStream = (path: string): boolean => /^\/watch(\/|$)/.test(path)

/** Paths of the pages that other sites and programs may frame. */
export const isFrameable = (path: string): boolean => /^\/overlay\/?$/.test(path)

export const securityHeaders = (surroundings: Surroundings): Record<string, string> => ({
  ...constantHeaders,
  ...(!surroundings.frameable && { 'x-frame-options': 'DENY' }),
  'content-security-policy': contentSecurityPolicy(surroundings),
})

/** Where the pages are served from decides what their policy says. */
export type Surroundings = {
  /** Whether a stream's hosts and the push may speak without TLS, as in a hall's own network. */
  plainHttp: boolean
  /** Whether any site may show the page in a frame: only the overlay, which shows what is public and takes nothing in. */
  frameable: boolean
}

/**
 * What every answer tells the browser it may do. Nothing inline runs; pages talk to their own host, and to the hosts of a
 * livestream, which a contest document may name freely: HLS is fetched and played through blobs and a worker of hls.js, a
 * platform's player stands in a frame. No other site may frame a ballot.
 */
export const contentSecurityPolicy = ({ plainHttp, frameable }: Surroundings): string => {
  const hosts = plainHttp ? 'https: http:' : 'https:'
  const sockets = plainHttp ? 'wss: ws:' : 'wss:'
  return [
    `default-src 'self'`,
    `connect-src 'self' ${hosts} ${sockets}`,
    `media-src 'self' blob: ${hosts}`,
    `img-src 'self' data: blob: ${hosts}`,
    `worker-src 'self' blob:`,
    `frame-src https:`,
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

/** Paths of the pages that other sites and programs may frame. */
export const isFrameable = (path: string): boolean => /^\/overlay\/?$/.test(path)

export const securityHeaders = (surroundings: Surroundings): Record<string, string> => ({
  ...constantHeaders,
  ...(!surroundings.frameable && { 'x-frame-options': 'DENY' }),
  'content-security-policy': contentSecurityPolicy(surroundings),
})

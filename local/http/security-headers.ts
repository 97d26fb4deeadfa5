/**
 * What every answer tells the browser it may do. Nothing inline runs; pages talk to their own host, and to the hosts of a
 * livestream, which a contest document may name freely: HLS is fetched and played through blobs and a worker of hls.js, a
 * platform's player stands in a frame. No other site may frame a ballot.
 */
const policy = (hosts: string, sockets: string): string =>
  [
    `default-src 'self'`,
    `connect-src 'self' ${hosts} ${sockets}`,
    `media-src 'self' blob: ${hosts}`,
    `img-src 'self' data: blob: ${hosts}`,
    `worker-src 'self' blob:`,
    `frame-src https:`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ')

const constant = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** In a hall's network a stream's encoder and we ourselves speak plain HTTP. */
export const securityHeaders: Record<string, string> = {
  ...constant,
  'content-security-policy': policy('https: http:', 'wss: ws:'),
}

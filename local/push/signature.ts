import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { localCredentials } from './credentials.ts'

/** What AWS checks of a signed request (Signature Version 4), for the credentials of this start and one service. */

const validForMs = 300_000
const algorithm = 'AWS4-HMAC-SHA256'
const form = new RegExp(
  `^${algorithm} Credential=([^/,]+)/(\\d{8})/([^/,]+)/([^/,]+)/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$`,
)
/** Without these a signature could be carried over to another server, moment or kind of body. */
const mustBeSigned = ['content-type', 'host', 'x-amz-date']

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }

/** Whether a request is signed at all; by whom is another question. */
export const isSigned = (headers: IncomingHttpHeaders): boolean => form.test(headers.authorization ?? '')

/** Whether the signature was made with this start's secret, of this very request, and at most five minutes old. */
export const isWellSigned = (service: string, received: Received, now: number): boolean => {
  const [, , day, region, named, list = '', signature = ''] =
    form.exec(received.headers.authorization ?? '') ?? []
  const { region: ours, secretAccessKey } = localCredentials
  const time = String(received.headers['x-amz-date'])
  const names = list.split(';')
  if (region !== ours || named !== service || day !== time.slice(0, 8)) return false
  if (!(Math.abs(now - momentOf(time)) <= validForMs)) return false
  if (!mustBeSigned.every((name) => names.includes(name))) return false

  const scope = `${day}/${region}/${named}/aws4_request`
  const toSign = [algorithm, time, scope, sha256(canonical(received, names))].join('\n')
  const signingKey = [day, region, named, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  )
  return timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex'))
}

/** `20220101T120000Z` as milliseconds; NaN for anything else. */
const momentOf = (time: string): number =>
  Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

const canonical = ({ method, path, headers, body }: Received, names: string[]): string => {
  const lines = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`)
  return [method, path, '', lines.join(''), names.join(';'), sha256(body)].join('\n')
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

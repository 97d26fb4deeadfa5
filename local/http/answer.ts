import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** An answer that is complete in memory and may be sent to many. */
export type Answer = {
  status: number
  headers: Record<string, string>
  cookies: readonly string[]
  body: Buffer
  /** The body in the encodings that were asked for so far. */
  encoded: Map<Encoding, Promise<Buffer>>
}

export type Encoding = 'br' | 'gzip'

export const answerOf = (
  status: number,
  headers: Record<string, string>,
  body: Buffer,
  cookies: readonly string[] = [],
): Answer => ({
  status,
  headers,
  cookies,
  body,
  encoded: new Map(),
})

/** A validator made from the content itself. */
export const etagOf = (body: Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

const leastWorthCompressing = 1000
const compressible =
  /^(text\/|application\/(.*\+)?json\b|application\/(x-ndjson|javascript|vnd\.apple\.mpegurl)\b|image\/svg)/
/** Good for files that are compressed once; quick enough for a document that lives a second. */
const brotliQuality = 5

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

export const isCompressible = ({ body, headers }: Answer): boolean =>
  body.length >= leastWorthCompressing &&
  compressible.test(headers['content-type'] ?? '') &&
  !headers['content-encoding']

/** The encoding to use for a client, as CloudFront chooses: Brotli, then gzip, and none for small or compressed bodies. */
export const chooseEncoding = (answer: Answer, accepted: string | undefined): Encoding | undefined => {
  if (!isCompressible(answer)) return undefined
  const offers = (accepted ?? '').split(',').map((offer) => offer.trim())
  const takes = (encoding: Encoding): boolean =>
    offers.some((offer) => offer.startsWith(encoding) && !/;\s*q=0(\.0*)?$/.test(offer))
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : undefined
}

/** The body in an encoding, compressed once however many ask. */
export const encodedBody = (answer: Answer, encoding: Encoding): Promise<Buffer> => {
  const known = answer.encoded.get(encoding)
  if (known) return known
  const made =
    encoding === 'br'
      ? brotli(answer.body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
      : deflate(answer.body)
  answer.encoded.set(encoding, made)
  return made
}

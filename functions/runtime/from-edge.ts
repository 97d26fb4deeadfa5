import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { env } from '#functions/env.ts'

/** In it the CDN sends a word that nobody else knows. */
export const originHeader = 'x-leitai-origin'

/** The hashes of the words that are taken, worked out by the first request. */
let known: readonly Buffer[] | undefined
const acceptedHashes = () => (known ??= env.originHashes.map((hash) => Buffer.from(hash, 'base64url')))

/**
 * Refuses, before anything else is looked at and in as few words as there are, what did not come through the CDN: there stands the
 * firewall, and there the viewer's address is written into `X-Forwarded-For`. The word goes no further.
 */
export const fromEdge = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  before: ({ event }) => {
    const accepted = acceptedHashes()
    if (accepted.length === 0) return undefined
    const { [originHeader]: word = '', ...headers } = event.headers
    event.headers = headers
    const given = createHash('sha256').update(word).digest()
    // All are compared, so that the time does not tell which.
    const fits = accepted.filter((hash) => hash.length === given.length && timingSafeEqual(hash, given))
    return fits.length > 0 ? undefined : { statusCode: 403 }
  },
})

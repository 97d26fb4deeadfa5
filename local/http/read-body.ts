import type { IncomingMessage } from 'node:http'

/** API Gateway and Lambda take more; nothing that Leitai is sent comes near this. */
export const bodyLimit = 1_048_576

/**
 * The whole body, or nothing when it is longer than the limit; what is left of it then flows by unread, so that the client
 * can still hear the answer. Rejects when the client hangs up.
 */
export const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > bodyLimit) return resolve(undefined)
      chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
  })

import type { IncomingMessage } from 'node:http'

/** API Gateway and Lambda take more; nothing that Leitai is sent comes near this. */
export const bodyLimit = 1_048_576

/** The whole body, or nothing when it is longer than the limit. Rejects when the client hangs up. */
export const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > bodyLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

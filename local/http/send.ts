import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasStream, isFrameable, securityHeaders } from '../../web/security-headers.ts'
import { type Answer, chooseEncoding, encodedBody, isCompressible } from './answer.ts'

/** Sends an answer, with the origin of the push in its policy: 304 where the client has it, compressed where the client can, without a body to a HEAD. */
export const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  push?: string,
): Promise<void> => {
  const { etag } = answer.headers
  const isKnown =
    answer.status === 200 && etag !== undefined && matches(request.headers['if-none-match'], etag)
  const encoding = chooseEncoding(answer, request.headers['accept-encoding'])
  const body = encoding && !isKnown ? await encodedBody(answer, encoding) : answer.body

  response.statusCode = isKnown ? 304 : answer.status
  const path = pathOf(request)
  const policy = securityHeaders({
    plainHttp: true,
    frameable: isFrameable(path),
    streams: hasStream(path),
    push,
  })
  for (const [name, value] of Object.entries({ ...policy, ...answer.headers }))
    response.setHeader(name, value)
  if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies)
  if (isCompressible(answer)) response.setHeader('vary', 'accept-encoding')
  if (encoding && etag) response.setHeader('etag', weak(etag))
  if (isKnown) {
    for (const name of ['content-type', 'content-length']) response.removeHeader(name)
    response.end()
    return
  }
  if (encoding) response.setHeader('content-encoding', encoding)
  if (answer.status !== 204) response.setHeader('content-length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/'

/** The same content in another encoding has other bytes, which a strong validator would deny. */
const weak = (etag: string): string => (etag.startsWith('W/') ? etag : `W/${etag}`)

const matches = (condition: string | undefined, etag: string): boolean =>
  condition !== undefined &&
  condition.split(',').some((candidate) => candidate.trim() === '*' || weak(candidate.trim()) === weak(etag))

import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** By lower-case name, several values joined by a comma. */
export type Headers = Record<string, string>

export type Arrival = {
  request: IncomingMessage
  headers: Headers
  url: URL
  /** `GET /api/contests/{contest}/live` */
  routeKey: string
  parameters: Record<string, string>
  body: Buffer
  requestId: string
  /** When the request's headers were here, milliseconds since 1970: the time that counts for a ballot. */
  timeEpoch: number
}

/** The event that an HTTP API hands to a function (payload format 2.0). */
export const gatewayEvent = (arrival: Arrival): APIGatewayProxyEventV2 => {
  const { request, url, routeKey, parameters, body, requestId, timeEpoch } = arrival
  // Nothing stands before this front that could know better where a request comes from.
  const { cookie, 'x-forwarded-for': _forwarded, ...headers } = arrival.headers
  const cookies = cookie?.split(/; */).filter((part) => part !== '')
  const query = queryOf(url)
  const host = headers['host'] ?? ''
  const isText = /^(text\/|application\/(.*\+)?json\b|application\/x-ndjson\b|$)/.test(
    headers['content-type'] ?? '',
  )
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(cookies && { cookies }),
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: senderOf(request),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: new Date(timeEpoch).toISOString(),
      timeEpoch,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

/** What this machine asks of itself comes by loopback, under whichever of its addresses. */
const senderOf = ({ socket: { remoteAddress = '', localAddress } }: IncomingMessage): string =>
  remoteAddress === localAddress ? '127.0.0.1' : remoteAddress

export const headersOf = (request: IncomingMessage): Headers =>
  Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.join(name === 'cookie' ? '; ' : ','),
    ]),
  )

const queryOf = (url: URL): Record<string, string> | undefined => {
  const names = [...new Set(url.searchParams.keys())]
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]))
}

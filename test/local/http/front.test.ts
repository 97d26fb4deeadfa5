import { mkdirSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { answerOf } from '#local/http/answer.ts'
import { edgeCache } from '#local/http/edge-cache.ts'
import { listen } from '#local/http/front.ts'
import { functionsOf } from '#local/http/functions.ts'
import { builtPages } from '#local/http/pages.ts'
import type { Handler } from '#local/lambda/invoke.ts'
import { temporaryFolder } from '../support.ts'

type Answering = (
  event: APIGatewayProxyEventV2,
) => Promise<APIGatewayProxyStructuredResultV2> | APIGatewayProxyStructuredResultV2

const routes = [
  { method: 'GET', path: '/api/contests/{contest}', function: 'answer', timeoutSeconds: 5 },
  { method: 'GET', path: '/api/contests/latest', function: 'latest', timeoutSeconds: 5 },
  {
    method: 'PUT',
    path: '/api/contests/{contest}/rounds/{round}/ballot',
    function: 'answer',
    timeoutSeconds: 0.2,
  },
]

/** A front before two functions and two pages; the clock of its cache stands where the test puts it. */
const front = async (answer: Answering) => {
  const folder = temporaryFolder()
  for (const place of ['watch', 'assets']) mkdirSync(join(folder, place))
  writeFileSync(join(folder, 'watch/index.html'), '<!doctype html><title>watch</title>')
  writeFileSync(join(folder, 'assets/page-3f2a.js'), 'export const word = "leitai"\n'.repeat(100))

  const clock = { now: 0 }
  const onWrite = vi.fn()
  const functions = functionsOf({
    routes,
    handlers: new Map<string, Handler>([
      ['answer', async (event) => answer(event as APIGatewayProxyEventV2)],
      ['latest', async () => ({ statusCode: 200, body: 'latest' })],
    ]),
    cache: edgeCache(() => clock.now),
    onWrite,
  })
  const listening = await listen('127.0.0.1', 0)
  onTestFinished(() => listening.close())
  listening.open({
    functions,
    pages: [builtPages(folder)],
    upgrade: () => false,
    push: 'ws://hall.example:8080',
  })
  return { port: listening.port, url: `http://127.0.0.1:${listening.port}`, clock, onWrite }
}

/** Unlike fetch: sends the path as it is, and shows compressed answers as they are. */
const raw = (
  port: number,
  path: string,
  options: { method?: string; headers?: IncomingHttpHeaders; body?: string } = {},
) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const sending = request({ port, path, method, headers }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      )
    })
    sending.on('error', reject)
    sending.end(body)
  })

const ok = (body = 'ok', headers: Record<string, string> = {}): APIGatewayProxyStructuredResultV2 => ({
  statusCode: 200,
  headers,
  body,
})
const forASecond = { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=1' }

describe('a request', () => {
  test('reaches its function as an HTTP API event', async () => {
    const events: APIGatewayProxyEventV2[] = []
    const { port, onWrite } = await front((event) => {
      events.push(event)
      return {
        statusCode: 201,
        headers: { 'X-Receipt': 'r1' },
        cookies: ['device=d1; HttpOnly'],
        body: '{"receipt":"r1"}',
      }
    })
    const before = Date.now()
    const answer = await raw(port, '/api/contests/haiyang/rounds/%E7%89%87%E5%8C%BA/ballot?a=1&a=2&b=', {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        Cookie: 'device=d0; theme=dark',
        'X-Two': 'one',
        'User-Agent': 'test',
      },
      body: '{"choices":["高家泊"]}',
    })
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'x-receipt': 'r1', 'set-cookie': ['device=d1; HttpOnly'] },
      body: '{"receipt":"r1"}',
    })
    const [event] = events
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'PUT /api/contests/{contest}/rounds/{round}/ballot',
      rawPath: '/api/contests/haiyang/rounds/%E7%89%87%E5%8C%BA/ballot',
      rawQueryString: 'a=1&a=2&b=',
      queryStringParameters: { a: '1,2', b: '' },
      pathParameters: { contest: 'haiyang', round: '片区' },
      cookies: ['device=d0', 'theme=dark'],
      headers: { 'content-type': 'application/json', 'x-two': 'one' },
      requestContext: {
        http: { method: 'PUT', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        stage: '$default',
      },
      body: '{"choices":["高家泊"]}',
      isBase64Encoded: false,
    })
    expect(event?.headers).not.toHaveProperty('cookie')
    expect(event?.requestContext.timeEpoch).toBeGreaterThanOrEqual(before)
    expect(event?.requestContext.timeEpoch).toBeLessThanOrEqual(Date.now())
    expect(onWrite).toHaveBeenCalledOnce()
  })

  test('counts from the arrival of its headers, however long its body takes', async () => {
    let arrival = 0
    const { port } = await front(({ requestContext }) => {
      arrival = requestContext.timeEpoch
      return ok()
    })
    const sending = request({ port, path: '/api/contests/c/rounds/r/ballot', method: 'PUT' })
    const answered = new Promise((resolve) => sending.on('response', resolve))
    sending.write('{')
    await new Promise((resolve) => setTimeout(resolve, 150))
    const bodyEnded = Date.now()
    sending.end('}')
    await answered
    expect(bodyEnded - arrival).toBeGreaterThanOrEqual(100)
  })

  test('of bytes that are no text arrives in base64', async () => {
    const { url } = await front(({ body, isBase64Encoded }) => ok(`${isBase64Encoded} ${body}`))
    const answer = await fetch(`${url}/api/contests/c/rounds/r/ballot`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from([0xff, 0]),
    })
    expect(await answer.text()).toBe('true /wA=')
  })

  test('goes to the route with the words rather than the parameters', async () => {
    const { url } = await front(() => ok('any'))
    expect(await (await fetch(`${url}/api/contests/latest`)).text()).toBe('latest')
    expect(await (await fetch(`${url}/api/contests/first`)).text()).toBe('any')
  })
})

describe('what no function is asked', () => {
  const unreached = (): APIGatewayProxyStructuredResultV2 => ok('reached')

  test.each([
    ['GET', '/api/nothing', 404, 'not-found'],
    ['DELETE', '/api/contests/c', 404, 'not-found'],
    ['GET', '/api/contests/', 404, 'not-found'],
    ['GET', '/api/contests/%zz', 400, 'bad-request'],
    ['POST', '/watch', 404, 'not-found'],
    ['GET', '/../package.json', 404, 'not-found'],
  ])('%s %s', async (method, path, status, code) => {
    const { port } = await front(unreached)
    const answer = await raw(port, path, { method })
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'about:blank', status, code })
    expect(answer.status).toBe(status)
  })

  test('a body above the limit, said or not', async () => {
    const { port, url } = await front(unreached)
    const path = '/api/contests/c/rounds/r/ballot'
    const body = 'x'.repeat(1_048_577)
    const said = await raw(port, path, {
      method: 'PUT',
      headers: { 'content-length': String(body.length) },
      body,
    })
    expect(JSON.parse(said.body)).toMatchObject({ status: 413, code: 'too-large' })
    const chunks = new Blob([body]).stream()
    const unsaid = await fetch(url + path, { method: 'PUT', body: chunks, duplex: 'half' } as RequestInit)
    expect(unsaid.status).toBe(413)
  })
})

describe('a function that fails', () => {
  test('by throwing is a bare 500 with a trace, and the log knows more', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { url } = await front(() => {
      throw new Error('the secret reason')
    })
    const answer = await fetch(`${url}/api/contests/c`)
    expect(answer.status).toBe(500)
    const body = await answer.text()
    expect(body).not.toContain('secret')
    const { trace } = JSON.parse(body) as { trace: string }
    expect(String(log.mock.calls[0]?.[0])).toContain(trace)
  })

  test('by taking too long is unavailable for the moment', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { url } = await front(() => new Promise(() => {}))
    const answer = await fetch(`${url}/api/contests/c/rounds/r/ballot`, { method: 'PUT', body: '{}' })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.json()).toMatchObject({ code: 'unavailable' })
  })
})

describe('a public answer', () => {
  const counting = () => {
    let asked = 0
    const answer = vi.fn<Answering>(() => ok(`{"asked":${++asked}}`, forASecond))
    return { answer }
  }

  test('is fetched once a lifetime for all', async () => {
    const { answer } = counting()
    const { url, clock } = await front(answer)
    const ask = async () => (await fetch(`${url}/api/contests/c`)).text()
    expect(await ask()).toBe('{"asked":1}')
    clock.now = 999
    expect(await ask()).toBe('{"asked":1}')
    clock.now = 1000
    expect(await ask()).toBe('{"asked":2}')
  })

  test('is fetched once for those who ask at the same moment', async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const answer = vi.fn<Answering>(async () => {
      await held
      return ok('{}', forASecond)
    })
    const { url } = await front(answer)
    const asking = Array.from({ length: 20 }, () => fetch(`${url}/api/contests/c`))
    await vi.waitFor(() => expect(answer).toHaveBeenCalled())
    release()
    expect((await Promise.all(asking)).map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(answer).toHaveBeenCalledOnce()
  })

  test('of another address is another answer', async () => {
    const { answer } = counting()
    const { url } = await front(answer)
    await fetch(`${url}/api/contests/c`)
    await fetch(`${url}/api/contests/d`)
    expect(answer).toHaveBeenCalledTimes(2)
  })

  test('is the same whatever stands after a question mark, which the function never sees', async () => {
    const { answer } = counting()
    const { url } = await front(answer)
    const ask = async (query: string) => (await fetch(`${url}/api/contests/c${query}`)).text()
    for (const query of ['?x=1', '?x=2', '', '?']) expect(await ask(query)).toBe('{"asked":1}')
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ rawQueryString: '' })
    expect(answer.mock.calls[0]?.[0]).not.toHaveProperty('queryStringParameters')
  })

  test('is neither given to nor taken from those who come with a session', async () => {
    const { answer } = counting()
    const { url } = await front(answer)
    const headers = { authorization: 'Bearer t' }
    const own = async () => (await fetch(`${url}/api/contests/c`, { headers })).text()
    expect(await own()).toBe('{"asked":1}')
    expect(await own()).toBe('{"asked":2}')
    expect(await (await fetch(`${url}/api/contests/c`)).text()).toBe('{"asked":3}')
    expect(await own()).toBe('{"asked":4}')
  })

  test('is a 304 for those who have it, and the function is not told of their condition', async () => {
    const answer = vi.fn<Answering>(() => ok('{}', { ...forASecond, ETag: '"v7"' }))
    const { url } = await front(answer)
    const headers = { 'if-none-match': 'W/"v7"' }
    const known = await fetch(`${url}/api/contests/c`, { headers })
    expect(known.status).toBe(304)
    expect(await known.text()).toBe('')
    expect(answer.mock.calls[0]?.[0].headers).not.toHaveProperty('if-none-match')
    expect((await fetch(`${url}/api/contests/c`, { headers: { 'if-none-match': '"v6"' } })).status).toBe(200)
    expect(answer).toHaveBeenCalledOnce()
  })

  test('that failed is not the answer of the next', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const answer = vi.fn<Answering>(() => ok('{}', forASecond))
    answer.mockImplementationOnce(() => ({ statusCode: 503, headers: {}, body: '' }))
    answer.mockImplementationOnce(() => {
      throw new Error('broken')
    })
    const { url } = await front(answer)
    const ask = async () => (await fetch(`${url}/api/contests/c`)).status
    expect([await ask(), await ask(), await ask()]).toEqual([503, 500, 200])
  })

  test.each([
    ['private', ok('{}', { 'cache-control': 'private, max-age=60' })],
    ['not to be stored', ok('{}', { 'cache-control': 'no-store' })],
    ['silent about caching', ok('{}')],
    ['an error', { ...ok('{}', forASecond), statusCode: 404 }],
    ['one that sets a cookie', { ...ok('{}', forASecond), cookies: ['a=b'] }],
    ['different by language', ok('{}', { ...forASecond, vary: 'accept-language' })],
  ])('is not kept when it is %s', async (_, result) => {
    const answer = vi.fn<Answering>(() => result)
    const { url } = await front(answer)
    await Promise.all([fetch(`${url}/api/contests/c`), fetch(`${url}/api/contests/c`)])
    expect(answer).toHaveBeenCalledTimes(2)
  })
})

describe('an edge', () => {
  const answer = (status = 200) => answerOf(status, { 'cache-control': 'public, max-age=1' }, Buffer.alloc(0))
  const url = new URL('http://leitai/api/contests/c/live')

  test('that keeps errors, as CloudFront does unless it is told otherwise, would give one to everybody', async () => {
    const clock = { now: 0 }
    const cache = edgeCache(() => clock.now, { errorSeconds: 10 })
    await cache.get(url, async () => answer(503))
    clock.now = 9_999
    expect((await cache.get(url, async () => answer())).status).toBe(503)
    clock.now = 10_000
    expect((await cache.get(url, async () => answer())).status).toBe(200)
  })

  test('keeps the versions of a result apart, and nothing else by its query string', async () => {
    const fetchOrigin = vi.fn(async () => answer())
    const cache = edgeCache(() => 0)
    const result = (query: string) => new URL(`/api/contests/c/rounds/r/result${query}`, url)
    for (const query of ['', '?version=1', '?version=2', '?x=1', '?version=1&x=2'])
      await cache.get(result(query), fetchOrigin)
    expect(fetchOrigin).toHaveBeenCalledTimes(3)
  })

  test('gives those who wait for a fetch that fails an answer of their own', async () => {
    const cache = edgeCache(() => 0)
    const first = cache.get(url, () => Promise.reject(new Error('lost')))
    const others = Array.from({ length: 5 }, () => cache.get(url, async () => answer()))
    await expect(first).rejects.toThrow('lost')
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(5).fill(200))
  })

  test('begins one other fetch for those who wait for one that never ends', async () => {
    const cache = edgeCache(() => 0, { patienceMs: 50 })
    void cache.get(url, () => new Promise(() => {}))
    const fetchOrigin = vi.fn(async () => answer())
    const others = Array.from({ length: 20 }, () => cache.get(url, fetchOrigin))
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(fetchOrigin).toHaveBeenCalledOnce()
    expect((await cache.get(url, fetchOrigin)).status).toBe(200)
  })
})

describe('a GET that says it has a body', () => {
  /** All that comes back on a connection, once the other side has closed it. */
  const spoken = async (port: number, lines: string[]): Promise<string> => {
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write([...lines, '', ''].join('\r\n'))
    return text(socket)
  }

  test.each([
    ['GET', 'Content-Length: 5'],
    ['GET', 'Transfer-Encoding: chunked'],
    ['HEAD', 'Content-Length: 5'],
  ])('%s with %s is answered at once, without it, and the connection closed', async (method, header) => {
    const answer = vi.fn<Answering>(() => ok('{}', forASecond))
    const { port } = await front(answer)
    const said = await spoken(port, [`${method} /api/contests/c HTTP/1.1`, 'Host: leitai', header])
    expect(said).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(said.toLowerCase()).toContain('connection: close')
    expect(answer.mock.calls[0]?.[0]).not.toHaveProperty('body')
  })

  test('keeps nobody waiting who asks for the same', async () => {
    const { port, url } = await front(() => ok('{}', forASecond))
    const idle = ['GET /api/contests/c HTTP/1.1', 'Host: leitai', 'Content-Length: 5']
    const spoke = [1, 2, 3].map(() => spoken(port, idle))
    const viewers = Array.from({ length: 20 }, () => fetch(`${url}/api/contests/c`))
    expect((await Promise.all(viewers)).map(({ status }) => status)).toEqual(Array(20).fill(200))
    for (const said of await Promise.all(spoke)) expect(said).toContain('200 OK')
  })
})

describe('a page', () => {
  test.each(['/watch', '/watch/', '/watch/index.html'])('is found at %s', async (path) => {
    const { url } = await front(() => ok())
    const answer = await fetch(url + path)
    expect(await answer.text()).toContain('<title>watch</title>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('talks to its own host and the push, and to hosts of a livestream only where one is shown', async () => {
    const { url } = await front(() => ok())
    const connectAt = async (path: string) =>
      /connect-src ([^;]*);/.exec((await fetch(url + path)).headers.get('content-security-policy') ?? '')?.[1]
    const push = 'ws://hall.example:8080'
    expect(await connectAt('/watch')).toBe(`'self' ${push} https: http:`)
    for (const path of ['/console', '/judge', '/result', '/', '/watching', '/api/contests/c'])
      expect(await connectAt(path)).toBe(`'self' ${push}`)
  })

  test('loads files that never change and come compressed', async () => {
    const { port } = await front(() => ok())
    const file = (encoding: string) =>
      raw(port, '/assets/page-3f2a.js', { headers: { 'accept-encoding': encoding } })
    expect((await file('gzip, br')).headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await file('gzip, br;q=0')).headers['content-encoding']).toBe('gzip')
    expect((await file('identity')).headers['content-length']).toBe('2900')
  })

  test('is described to a HEAD', async () => {
    const { port } = await front(() => ok())
    expect(await raw(port, '/assets/page-3f2a.js', { method: 'HEAD' })).toMatchObject({
      status: 200,
      headers: { 'content-length': '2900' },
      body: '',
    })
  })
})

describe('while the system is starting', () => {
  test('every request is told to come again', async () => {
    const listening = await listen('127.0.0.1', 0)
    onTestFinished(() => listening.close())
    const answer = await fetch(`http://127.0.0.1:${listening.port}/watch`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
  })
})

import { createServer, request } from 'node:http'
import { once } from 'node:events'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { startPublishEndpoint } from '#local/push/publish.ts'
import { startRealtime } from '#local/push/realtime.ts'
import { localCredentials } from '#local/push/credentials.ts'
import { postSigned } from '#runtime/signed-request.ts'

const protocol = 'aws-appsync-event-ws'
const authorization = { host: 'push.leitai.localhost', Authorization: 'viewer' }
const headerOf = (given: object) => `header-${Buffer.from(JSON.stringify(given)).toString('base64url')}`

/** A function's environment, as far as signing goes. */
const credentials = (secret = localCredentials.secretAccessKey): void => {
  vi.stubEnv('AWS_REGION', localCredentials.region)
  vi.stubEnv('AWS_ACCESS_KEY_ID', localCredentials.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret)
}
beforeEach(() => credentials())

/** Both sides of push, and viewers that keep what they hear. */
const push = async (limits?: Parameters<typeof startRealtime>[0]) => {
  const realtime = startRealtime(limits)
  const server = createServer().listen(0, '127.0.0.1')
  server.on('upgrade', (request, socket, head) => {
    if (!realtime.upgrade(request, socket, head)) socket.destroy()
  })
  await once(server, 'listening')
  const endpoint = await startPublishEndpoint(realtime.publish)
  onTestFinished(() => {
    endpoint.close()
    realtime.close()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const connect = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/event/realtime`, [protocol, headerOf(authorization)])
    onTestFinished(() => socket.terminate())
    const heard: Record<string, unknown>[] = []
    const waiting: (() => void)[] = []
    socket.on('message', (data: Buffer) => {
      heard.push(JSON.parse(data.toString()) as Record<string, unknown>)
      waiting.shift()?.()
    })
    await once(socket, 'open')
    const next = async (): Promise<Record<string, unknown> | undefined> => {
      if (heard.length === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      return heard.shift()
    }
    const ask = (message: unknown): Promise<Record<string, unknown> | undefined> => {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
      return next()
    }
    return { socket, heard, next, ask }
  }
  const viewer = async () => {
    const connected = await connect()
    await connected.ask({ type: 'connection_init' })
    return connected
  }
  const publish = (body: unknown) => postSigned('appsync', endpoint.url, JSON.stringify(body))
  return { port, endpoint, connect, viewer, publish }
}

const subscribe = (id: string, channel: string) => ({
  type: 'subscribe',
  id,
  channel,
  authorization,
})

describe('a viewer', () => {
  test('speaks the protocol from greeting to data', async () => {
    const { connect, publish } = await push()
    const { socket, ask, next } = await connect()
    expect(socket.protocol).toBe(protocol)
    expect(await ask({ type: 'connection_init' })).toEqual({
      type: 'connection_ack',
      connectionTimeoutMs: 300_000,
    })
    expect(await ask(subscribe('a-1', '/live/haiyang'))).toEqual({ type: 'subscribe_success', id: 'a-1' })

    const document = JSON.stringify({ contest: 'haiyang', version: 3, title: '一二"三"' })
    const answer = await publish({ channel: '/live/haiyang', events: [document, '"second"'] })
    expect(await answer.json()).toEqual({
      successful: [
        { identifier: '0', index: 0 },
        { identifier: '1', index: 1 },
      ],
      failed: [],
    })
    expect(await next()).toEqual({ type: 'data', id: 'a-1', event: document })
    expect(await next()).toEqual({ type: 'data', id: 'a-1', event: '"second"' })
  })

  test('hears only what it subscribed to, under each of its ids, until it unsubscribes', async () => {
    const { viewer, publish } = await push()
    const { ask, next } = await viewer()
    await ask(subscribe('one', '/live/haiyang'))
    await ask(subscribe('two', '/live/haiyang'))
    await publish({ channel: '/live/daze', events: ['0'] })
    await publish({ channel: '/live/haiyang', events: ['1'] })
    expect(await next()).toEqual({ type: 'data', id: 'one', event: '1' })
    expect(await next()).toEqual({ type: 'data', id: 'two', event: '1' })

    expect(await ask({ type: 'unsubscribe', id: 'one' })).toEqual({ type: 'unsubscribe_success', id: 'one' })
    await publish({ channel: '/live/haiyang', events: ['2'] })
    expect(await next()).toEqual({ type: 'data', id: 'two', event: '2' })
  })

  test('that is gone keeps nobody else from hearing', async () => {
    const { viewer, publish } = await push()
    const [gone, stays] = [await viewer(), await viewer()]
    await gone.ask(subscribe('g', '/live/haiyang'))
    await stays.ask(subscribe('s', '/live/haiyang'))
    gone.socket.terminate()
    expect((await publish({ channel: '/live/haiyang', events: ['1'] })).status).toBe(200)
    expect(await stays.next()).toEqual({ type: 'data', id: 's', event: '1' })
  })

  test.each([
    ['a channel that carries no live documents', subscribe('a', '/secret/haiyang'), 'UnauthorizedException'],
    ['all channels', subscribe('a', '/live/*'), 'UnauthorizedException'],
    [
      'a part that AppSync finds too long',
      subscribe('a', `/live/${'a'.repeat(51)}`),
      'UnauthorizedException',
    ],
    ['a part with a dash at its end', subscribe('a', '/live/haiyang-'), 'UnauthorizedException'],
  ])('is refused %s', async (_, message, errorType) => {
    const { viewer } = await push()
    const { ask } = await viewer()
    expect(await ask(message)).toMatchObject({ type: 'subscribe_error', id: 'a', errors: [{ errorType }] })
  })

  test('is refused an id twice', async () => {
    const { viewer } = await push()
    const { ask } = await viewer()
    await ask(subscribe('a', '/live/haiyang'))
    expect(await ask(subscribe('a', '/live/daze'))).toMatchObject({
      type: 'subscribe_error',
      errors: [{ errorType: 'DuplicatedOperationError' }],
    })
  })

  test('is refused everything before the greeting', async () => {
    const { connect } = await push()
    const { ask } = await connect()
    expect(await ask(subscribe('a', '/live/haiyang'))).toMatchObject({ type: 'subscribe_error' })
  })

  test('may not publish', async () => {
    const { viewer } = await push()
    const { ask } = await viewer()
    expect(await ask({ type: 'publish', id: 'p', channel: '/live/haiyang', events: ['{}'] })).toMatchObject({
      type: 'publish_error',
      id: 'p',
    })
  })

  test.each([
    ['no JSON'],
    ['{"type":"dance"}'],
    ['[]'],
    ['{"type":"subscribe","id":"white space","channel":"/live/haiyang"}'],
  ])('that says %s is told so and stays connected', async (message) => {
    const { viewer } = await push()
    const { ask } = await viewer()
    expect(await ask(message)).toMatchObject({ type: 'error' })
    expect(await ask(subscribe('a', '/live/haiyang'))).toEqual({ type: 'subscribe_success', id: 'a' })
  })

  test('that sends too much is disconnected', async () => {
    const { viewer } = await push()
    const { socket } = await viewer()
    socket.send('x'.repeat(20_000))
    await once(socket, 'close')
  })

  test.each([
    [
      'the host that it is connected to',
      (port: number) => [protocol, headerOf({ host: `127.0.0.1:${port}` })],
    ],
    ['no host', () => [protocol, headerOf({ Authorization: 'viewer' })]],
    ['nothing', () => [protocol]],
    ['what is no JSON', () => [protocol, 'header-eyJ']],
  ])('that gives %s as the HTTP endpoint’s does not get in', async (_, offers) => {
    const { port } = await push()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/event/realtime`, offers(port))
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toBe('Unexpected server response: 401')
  })

  test('that calls the endpoint otherwise when it subscribes is refused', async () => {
    const { viewer } = await push()
    const { ask } = await viewer()
    for (const given of [{ host: '127.0.0.1' }, {}, undefined])
      expect(await ask({ ...subscribe('a', '/live/haiyang'), authorization: given })).toMatchObject({
        type: 'subscribe_error',
        id: 'a',
        errors: [{ errorType: 'UnauthorizedException' }],
      })
  })

  test('without the subprotocol does not get in', async () => {
    const { port } = await push()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/event/realtime`)
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toMatch(/socket hang up|unexpected server response/i)
  })
})

describe('a socket', () => {
  /** The status that a client gets: 101 when the socket opens. */
  const statusOf = async (port: number, options: ClientOptions = {}): Promise<number> => {
    const offers = [protocol, headerOf(authorization)]
    const socket = new WebSocket(`ws://127.0.0.1:${port}/event/realtime`, offers, options)
    onTestFinished(() => socket.terminate())
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(101))
      socket.on('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode))
      socket.on('error', reject)
    })
  }

  test.each([
    'https://evil.example',
    'http://127.0.0.1:1',
    'http://127.0.0.1',
    'http://127.0.0.1.evil.example',
    'null',
    'file://',
    '',
  ])('of a page from %j is refused', async (origin) => {
    const { port } = await push()
    expect(await statusOf(port, { headers: { origin } })).toBe(403)
  })

  test('of our own pages opens, under whichever name of this machine they were opened', async () => {
    const { port } = await push()
    for (const origin of ['http://127.0.0.1', 'http://localhost', 'https://localhost', 'http://[::1]'])
      expect(await statusOf(port, { origin: `${origin}:${port}` }), origin).toBe(101)
    const named = { origin: 'http://vote.example', headers: { host: 'vote.example' } }
    expect(await statusOf(port, named)).toBe(101)
  })

  test('of a program that is no page opens', async () => {
    const { port } = await push()
    expect(await statusOf(port)).toBe(101)
  })

  test('too many for one address is refused until another of it is closed', async () => {
    const { port, connect } = await push({ inAll: 100, perAddress: 2 })
    const [first] = [await connect(), await connect()]
    expect(await statusOf(port)).toBe(429)
    first.socket.close()
    await vi.waitFor(async () => expect(await statusOf(port)).toBe(101))
  })

  test('too many in all is refused', async () => {
    const { port, connect } = await push({ inAll: 2, perAddress: 100 })
    await connect()
    await connect()
    expect(await statusOf(port)).toBe(503)
  })
})

describe('publishing', () => {
  test('is for this machine only', async () => {
    const { endpoint } = await push()
    expect(new URL(endpoint.url).hostname).toBe('127.0.0.1')
  })

  test.each([
    ['another channel', { channel: '/other', events: ['1'] }],
    ['more than five events', { channel: '/live/haiyang', events: Array(6).fill('1') }],
    ['an event that is no JSON', { channel: '/live/haiyang', events: ['{'] }],
    ['no events', { channel: '/live/haiyang' }],
  ])('is refused for %s', async (_, body) => {
    const { publish } = await push()
    expect((await publish(body)).status).toBe(400)
  })

  describe('by whoever is no function of this start', () => {
    const forged = JSON.stringify({ channel: '/live/haiyang', events: ['"forged"'] })

    /** What a signed request of a function looks like on its way, to be changed before it is sent. */
    const signedHeaders = async (service = 'appsync'): Promise<Record<string, string>> => {
      let caught: Record<string, string> = {}
      vi.spyOn(globalThis, 'fetch').mockImplementationOnce((_, options) => {
        caught = options?.headers as Record<string, string>
        return Promise.resolve(new Response())
      })
      await postSigned(service, url, forged)
      return caught
    }
    const send = (headers: Record<string, string>, body = forged, path = '/event') =>
      new Promise<number | undefined>((resolve, reject) => {
        request(url, { method: 'POST', headers, path })
          .on('response', (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end(body)
      })
    let url: string
    let hears: (event: string) => Promise<void>

    beforeEach(async () => {
      const { viewer, publish, endpoint } = await push()
      const { ask, next } = await viewer()
      await ask(subscribe('a', '/live/haiyang'))
      url = endpoint.url
      hears = async (event) => {
        await publish({ channel: '/live/haiyang', events: [event] })
        expect(await next()).toEqual({ type: 'data', id: 'a', event })
      }
    })

    test.each([
      ['is not signed', 401, () => ({ 'content-type': 'application/json' })],
      [
        'is signed in another form',
        401,
        async () => ({ ...(await signedHeaders()), authorization: 'Bearer x' }),
      ],
      [
        'comes from a page',
        403,
        async () => ({ ...(await signedHeaders()), origin: 'http://elsewhere.example' }),
      ],
      ['names another host', 403, async () => ({ ...(await signedHeaders()), host: 'leitai.example' })],
      ['is signed for another service', 403, () => signedHeaders('dynamodb')],
      [
        'is signed with another secret',
        403,
        () => {
          credentials('local')
          return signedHeaders().finally(() => credentials())
        },
      ],
      [
        'was signed six minutes ago',
        403,
        async () => {
          vi.useFakeTimers({ now: Date.now() - 360_000, toFake: ['Date'] })
          return signedHeaders().finally(() => vi.useRealTimers())
        },
      ],
      [
        'carries a later date than the one that was signed',
        403,
        async () => ({ ...(await signedHeaders()), 'x-amz-date': '29990101T000000Z' }),
      ],
    ])('is refused when it %s, and nobody hears it', async (_, status, headersOf) => {
      expect(await send(await headersOf())).toBe(status)
      await hears('"true"')
    })

    test('is refused when the body is not the one that was signed', async () => {
      const other = forged.replace('forged', 'other')
      expect(await send(await signedHeaders(), other)).toBe(403)
      expect(await send(await signedHeaders(), forged)).toBe(200)
    })

    test('is refused before two megabytes have come', async () => {
      const status = await send(await signedHeaders(), 'x'.repeat(2_000_000)).catch(() => 413)
      expect(status).toBe(413)
      await hears('"true"')
    })
  })
})

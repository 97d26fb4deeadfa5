import { createServer } from 'node:http'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startPublishEndpoint } from '#local/push/publish.ts'
import { startRealtime } from '#local/push/realtime.ts'

const protocol = 'aws-appsync-event-ws'
const authorization = Buffer.from(JSON.stringify({ host: 'leitai.test', 'x-api-key': 'any' })).toString(
  'base64url',
)

/** Both sides of push, and viewers that keep what they hear. */
const push = async () => {
  const realtime = startRealtime()
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
    const socket = new WebSocket(`ws://127.0.0.1:${port}/event/realtime`, [
      protocol,
      `header-${authorization}`,
    ])
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
  const publish = (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(endpoint.url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { port, endpoint, connect, viewer, publish }
}

const subscribe = (id: string, channel: string) => ({
  type: 'subscribe',
  id,
  channel,
  authorization: { host: 'leitai.test' },
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

  test('without the subprotocol does not get in', async () => {
    const { port } = await push()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/event/realtime`)
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toMatch(/socket hang up|unexpected server response/i)
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

  test('is refused in the form in which a page of another site could send it', async () => {
    const { publish } = await push()
    expect(
      (await publish({ channel: '/live/haiyang', events: ['1'] }, { 'content-type': 'text/plain' })).status,
    ).toBe(415)
  })
})

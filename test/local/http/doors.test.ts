import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { networkInterfaces } from 'node:os'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { answerOf } from '#local/http/answer.ts'
import { type Doors, type Front, listen } from '#local/http/front.ts'
import { startRealtime } from '#local/push/realtime.ts'
import { httpHost, realtimePath, subprotocol } from '#local/push/protocol.ts'

const pem = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`certificates/${name}`, import.meta.url)), 'utf8')
const certificate = { cert: pem('hall.cert.pem'), key: pem('hall.key.pem') }

/** An address of this machine that others reach; what comes in by it does not come from loopback. */
const address = Object.values(networkInterfaces())
  .flatMap((all = []) => all)
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
const loopback = '127.0.0.1'

let front: Front
const realtime = startRealtime()
const open = async (doors: Doors, host = '0.0.0.0') => {
  front = await listen(host, 0, doors)
  front.open({
    functions: async (request) => {
      const role = request.headers['x-role']
      const body = request.method === 'POST' ? { token: 't', role } : { path: request.url }
      return answerOf(200, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body)))
    },
    pages: [(path) => answerOf(200, { 'content-type': 'text/html' }, Buffer.from(`page ${path}`))],
    upgrade: realtime.upgrade,
  })
}
afterEach(() => front.close())

type Asked = { host?: string | undefined; secure?: boolean; method?: string; role?: string }
const ask = async (path: string, { host = address, secure = false, method = 'GET', role }: Asked = {}) => {
  const send = secure ? secureRequest : plainRequest
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number
    body: string
    location?: string
  }>()
  const options = { host, port: front.port, path, method, rejectUnauthorized: false }
  send({ ...options, headers: { ...(role && { 'x-role': role }) } }, (response) => {
    const { statusCode: status = 0, headers } = response
    const { location } = headers
    text(response).then((body) => resolve({ status, body, ...(location && { location }) }), reject)
  })
    .on('error', reject)
    .end()
  return promise
}

const enter = (role: string, asked: Asked = {}) => ask('/api/sessions', { method: 'POST', role, ...asked })

describe.skipIf(address === undefined)('a front that the network may reach', () => {
  it('keeps the console and the codes of the staff on this machine', async () => {
    await open({ keepsConsole: true })
    for (const path of ['/console', '/console/', '/console?contest=a', '/Console', '/%63onsole']) {
      const { status, body } = await ask(path)
      expect([path, status]).toEqual([path, 403])
      expect(body).toContain('--host-console')
    }
    for (const role of ['owner', 'organiser', 'observer']) {
      const { status, body } = await enter(role)
      expect(status).toBe(403)
      expect(body).toContain('只能在运行擂台的这台电脑上打开')
      expect(body).not.toContain('token')
      expect((await enter(role, { host: loopback })).status).toBe(200)
    }
    for (const role of ['clerk', 'judge', 'voter']) expect((await enter(role)).status).toBe(200)
    expect((await ask('/watch')).status).toBe(200)
    expect((await ask('/console', { host: loopback })).body).toBe('page /console')
  })

  it('opens the console where that is asked for', async () => {
    await open({ keepsConsole: false })
    expect((await ask('/console')).status).toBe(200)
    expect((await enter('owner')).status).toBe(200)
  })

  it('lets this machine in by loopback, whichever address it was opened on', async () => {
    await open({ keepsConsole: true }, address)
    expect((await ask('/console', { host: loopback })).status).toBe(200)
    expect((await ask('/console')).status).toBe(403)
  })

  it('speaks TLS with the network, sends on who forgot it, and needs none itself', async () => {
    await open({ certificate, keepsConsole: true })
    expect((await ask('/watch', { secure: true })).body).toBe('page /watch')
    expect((await ask('/console', { secure: true })).status).toBe(403)
    expect(await ask('/watch?contest=a')).toMatchObject({
      status: 308,
      location: `https://${address}:${front.port}/watch?contest=a`,
    })
    expect((await enter('voter')).body).toBe('')
    expect((await ask('/console', { host: loopback })).body).toBe('page /console')
    expect((await ask('/console', { host: loopback, secure: true })).status).toBe(200)
  })

  it('pushes through TLS', async () => {
    await open({ certificate })
    const header = Buffer.from(JSON.stringify({ host: httpHost })).toString('base64url')
    const offers = [subprotocol, `header-${header}`]
    const socket = new WebSocket(`wss://${address}:${front.port}${realtimePath}`, offers, {
      rejectUnauthorized: false,
      origin: `https://${address}:${front.port}`,
    })
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    socket.on('open', () => socket.send('{"type":"connection_init"}'))
    socket.on('message', (data: Buffer) => resolve(data.toString()))
    socket.on('error', reject)
    expect(JSON.parse(await promise)).toMatchObject({ type: 'connection_ack' })
    socket.terminate()
  })

  it('survives who says nothing or nonsense', async () => {
    await open({ certificate })
    const { connect } = await import('node:net')
    const silent = connect(front.port, address)
    const nonsense = connect(front.port, address, () =>
      nonsense.write(Buffer.from([0x16, 1, 2, 3, 255, 255])),
    )
    silent.on('error', () => undefined)
    nonsense.on('error', () => undefined)
    expect((await ask('/watch', { secure: true })).status).toBe(200)
    silent.destroy()
    nonsense.destroy()
  })
})

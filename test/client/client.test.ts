import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addressOf, Client } from '#client/client.ts'
import { NoAnswer } from '#client/faults.ts'
import { castBallot, readBook, readLive, readRoster, reissueCode } from '#functions/routes.ts'

/** A server that is there for one test; answers its address. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const path = { contest: 'spring', round: '决赛/1' }
const receipt = { receipt: 'ABC', castAt: '2026-11-27T10:00:00.000Z', revision: 1 }
const cast = { ballot: { electorate: 'village', choices: ['east'] }, requestId: 'once' }

type Heard = { method?: string; url?: string; authorization?: string; type?: string; body: string }

/** A server that answers everything alike and writes down what it was asked. */
async function answering(body: string, status = 200): Promise<{ base: string; heard: Heard[] }> {
  const heard: Heard[] = []
  const base = await serving((request, response) => {
    void text(request).then((asked) => {
      const { method, url, headers } = request
      const { authorization, 'content-type': type } = headers
      heard.push({
        ...(method && { method }),
        ...(url && { url }),
        ...(authorization && { authorization }),
        ...(type && { type }),
        body: asked,
      })
      response.writeHead(status).end(body)
    })
  })
  return { base, heard }
}

describe('a call', () => {
  it('goes to its route with parameters, session and body, and answers what the route answers', async () => {
    const { base, heard } = await answering(JSON.stringify(receipt))
    expect(await new Client(base, 'token').ask(castBallot, { path, body: cast })).toEqual(receipt)
    expect(heard).toEqual([
      {
        method: 'PUT',
        url: '/api/contests/spring/rounds/%E5%86%B3%E8%B5%9B%2F1/ballot',
        authorization: 'Bearer token',
        type: 'application/json',
        body: JSON.stringify(cast),
      },
    ])
  })

  it('without a session or a body says nothing of either', async () => {
    const { base, heard } = await answering('{"id":"x"}\n')
    expect(await new Client(base).ask(readBook, { path })).toBe('{"id":"x"}\n')
    expect(heard).toEqual([{ method: 'GET', url: addressOf(readBook, path), body: '' }])
  })

  it('may carry a query', async () => {
    const { base, heard } = await answering('{"contest":"spring","voters":[],"staff":[]}')
    const asked = { path: { contest: 'spring' }, query: { after: '李 1' } }
    await new Client(base, 'token').ask(readRoster, asked)
    expect(heard[0]?.url).toBe('/api/contests/spring/voters?after=%E6%9D%8E+1')
  })

  it('with a code opens a session first', async () => {
    const session = { token: 'new', role: 'owner', contest: '*', expiresAt: '2026-11-28T10:00:00.000Z' }
    const { base, heard } = await answering(JSON.stringify(session))
    await (await new Client(base).signIn('CODE')).send(readLive, { path: { contest: 'spring' } })
    expect(heard.map(({ url, body, authorization }) => [url, body, authorization])).toEqual([
      ['/api/sessions', '{"code":"CODE"}', undefined],
      ['/api/contests/spring/live', '', 'Bearer new'],
    ])
  })
})

describe('an answer', () => {
  const asking = async (body: string, status?: number) => {
    const { base } = await answering(body, status)
    return new Client(base).ask(castBallot, { path, body: cast })
  }

  it('that refuses is a fault with the code of the closed list', async () => {
    const problem = { type: 'about:blank', title: 'The round has closed', status: 409, code: 'closed' }
    await expect(asking(JSON.stringify(problem), 409)).rejects.toMatchObject({
      name: 'Refused',
      status: 409,
      code: 'closed',
      problem,
    })
  })

  it('of a proxy has no code', async () => {
    await expect(asking('<h1>Bad Gateway</h1>', 502)).rejects.toMatchObject({ status: 502, code: undefined })
  })

  it('that is not what the route answers is a fault', async () => {
    await expect(asking('{"receipt":1}')).rejects.toMatchObject({ name: 'ZodError' })
  })

  it('that never comes is one too, with the address and the reason', async () => {
    const base = await serving(({ socket }) => socket.destroy())
    const asking = new Client(base, 'token').ask(reissueCode, { path: { contest: 'spring', voter: 'li' } })
    await expect(asking).rejects.toThrow(NoAnswer)
    await expect(asking).rejects.toThrow(`Nobody answers at ${base} (`)
  })
})

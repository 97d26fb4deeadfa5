import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

/** Says to a system on this machine, as whoever has another address in its network, what a phone says that scanned a check; answers the status. */
export async function reachFromAnotherDevice(base: string, link: string): Promise<number | undefined> {
  const { hash, searchParams } = new URL(link)
  const sent = request(`${base}/api/contests/${searchParams.get('contest')}/reach`, {
    method: 'PUT',
    localAddress: '127.0.0.2',
    headers: { 'content-type': 'application/json' },
  })
  sent.end(JSON.stringify({ check: hash.slice(1) }))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  return response.statusCode
}

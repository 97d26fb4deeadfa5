import { networkInterfaces } from 'node:os'
import type { Certificate } from './certificate.ts'
import { realtimePath } from '#local/push/protocol.ts'

export type Addresses = {
  /** What people type. */
  base: string
  /** Where this machine itself finds the front. */
  own: string
  /** Where the console is. */
  console: string
  /** Where pages listen for live documents. */
  realtime: string
}

/** How the front is opened to others, if it is. */
export type Sharing = {
  sharesConsole: boolean
  certificate: Pick<Certificate, 'nameFor'> | undefined
  /** Under which people reach the front where that is not its own: the address of a proxy, a name in the network. */
  address: string | undefined
}
const notShared: Sharing = { sharesConsole: false, certificate: undefined, address: undefined }

const everyAddress = '0.0.0.0'
const loopback = '127.0.0.1'

/** The addresses of a front that listens on a host and port. This machine itself always gets in by loopback, and without TLS. */
export const addressesOf = (
  host: string,
  port: number,
  { sharesConsole, certificate, address: given }: Sharing = notShared,
): Addresses => {
  const address = host === everyAddress ? (networkAddress() ?? loopback) : host
  const shown = certificate?.nameFor(address) ?? address
  const base = given ?? `${certificate ? 'https' : 'http'}://${shown}:${port}`
  const own = `http://${loopback}:${port}`
  return {
    base,
    own,
    console: sharesConsole || (isLoopback(host) && given === undefined) ? base : own,
    realtime: `${base.replace(/^http/, 'ws')}${realtimePath}`,
  }
}

export const isLoopback = (address: string): boolean => /^(::ffff:)?127\./.test(address) || address === '::1'

/** What has to be listened on so that both the network and this machine's loopback get in. */
export const doorsOf = (host: string): string[] =>
  host === everyAddress || host === loopback ? [host] : [host, loopback]

/** Networks that exist inside the machine only: containers, virtual machines, tunnels. */
const inside = /^(br-|docker|tap|tun|utun|vbox|veth|virbr|vmnet)/

/** The address under which others on the network reach this machine, if it is on one. */
const networkAddress = (): string | undefined =>
  Object.entries(networkInterfaces())
    .filter(([name]) => !inside.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

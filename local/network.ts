import { networkInterfaces } from 'node:os'
import { realtimePath } from './push/protocol.ts'

export type Addresses = {
  /** What people type. */
  base: string
  /** Where this machine itself finds the front. */
  own: string
  /** Where pages listen for live documents. */
  realtime: string
}

const everyAddress = '0.0.0.0'

/** The addresses of a front that listens on a host and port. */
export const addressesOf = (host: string, port: number): Addresses => {
  const isEvery = host === everyAddress
  const shown = isEvery ? (networkAddress() ?? '127.0.0.1') : host
  return {
    base: `http://${shown}:${port}`,
    own: `http://${isEvery ? '127.0.0.1' : host}:${port}`,
    realtime: `ws://${shown}:${port}${realtimePath}`,
  }
}

/** Networks that exist inside the machine only: containers, virtual machines, tunnels. */
const inside = /^(br-|docker|tap|tun|utun|vbox|veth|virbr|vmnet)/

/** The address under which others on the network reach this machine, if it is on one. */
const networkAddress = (): string | undefined =>
  Object.entries(networkInterfaces())
    .filter(([name]) => !inside.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process and all its descendants, as Linux knows them now. */
export function treeOf(root: number): number[] {
  const parents = new Map(processes().map((id) => [id, parentOf(id)]))
  const childrenOf = (id: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === id ? [child, ...childrenOf(child)] : []))
  return [root, ...childrenOf(root)]
}

export const isAlive = (id: number): boolean => parentOf(id) !== undefined

/** Addresses on which these processes listen in this network, as `127.0.0.1:8080`. */
export function listenersOf(ids: number[]): string[] {
  const own = new Set(ids.flatMap(socketsOf))
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && own.has(inode ?? ''))
      .map(([, address = '']) => readable(address)),
  )
}

const processes = (): number[] => readdirSync('/proc').map(Number).filter(Number.isInteger)

/** Nothing for a process that has ended, also where nobody has taken note of its end yet. */
function parentOf(id: number): number | undefined {
  const [state, parent] =
    ifThere(() => readFileSync(`/proc/${id}/stat`, 'utf8'))
      ?.split(') ')
      .at(-1)
      ?.split(' ') ?? []
  return state === undefined || state === 'Z' ? undefined : Number(parent)
}

const socketsOf = (id: number): string[] =>
  (ifThere(() => readdirSync(`/proc/${id}/fd`)) ?? []).flatMap((file) => {
    const target = ifThere(() => readlinkSync(`/proc/${id}/fd/${file}`)) ?? ''
    return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []
  })

/** IPv4 as it is typed; IPv6 as the kernel writes it. */
function readable(address: string): string {
  const [host = '', port = ''] = address.split(':')
  const bytes = host.length === 8 ? [...Buffer.from(host, 'hex').reverse()].join('.') : host
  return `${bytes}:${parseInt(port, 16)}`
}

function ifThere<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

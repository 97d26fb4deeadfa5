import { readdirSync, readFileSync } from 'node:fs'

/** What a process and all its descendants take, from Linux's /proc. */

/** Megabytes with each page counted once (PSS), or once for every process that has it (RSS). */
export type Memory = { pss: number; rss: number }

/** Linux tells times in hundredths of a second, whatever its own clock does. */
const msPerTick = 10

export const memoryOf = (root: number): Memory => {
  const rollups = treeOf(root).map((id) => readIfAlive(`/proc/${id}/smaps_rollup`))
  return { pss: megabytes(rollups, 'Pss'), rss: megabytes(rollups, 'Rss') }
}

/** Milliseconds on a core since these processes started. */
export const cpuOf = (root: number): number =>
  treeOf(root).reduce((sum, id) => {
    const { user, system } = statOf(id)
    return sum + (user + system) * msPerTick
  }, 0)

const treeOf = (root: number): number[] => {
  const parents = new Map(processes().map((id) => [id, statOf(id).parent]))
  const childrenOf = (id: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === id ? [child, ...childrenOf(child)] : []))
  return [root, ...childrenOf(root)]
}

const processes = (): number[] => readdirSync('/proc').map(Number).filter(Number.isInteger)

/** The fields after the command, which stands in brackets and may contain anything. */
const statOf = (id: number): { parent: number; user: number; system: number } => {
  const fields = readIfAlive(`/proc/${id}/stat`).split(') ').at(-1)?.split(' ') ?? []
  const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]].map((text) =>
    Number(text ?? 0),
  )
  return { parent, user, system }
}

/** A process that has just ended takes nothing. */
const readIfAlive = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const megabytes = (rollups: string[], field: string): number => {
  const pattern = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm')
  return rollups.reduce((sum, text) => sum + Number(pattern.exec(text)?.[1] ?? 0), 0) / 1024
}

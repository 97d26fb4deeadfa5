import { cpus, loadavg, release, totalmem, type } from 'node:os'

export type Machine = {
  cores: number
  cpu: string
  memoryGb: number
  system: string
  node: string
  /** Processes that wanted a core, on average over the last minute: above zero others were at work. */
  load: number
}

export const machine = (): Machine => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  load: loadavg()[0] ?? 0,
})

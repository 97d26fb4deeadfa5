import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Linux keeps in memory what is written here. A container may have a few megabytes of it. */
const memory = '/dev/shm'
const enoughBytes = 2 ** 31

function hasRoom(): boolean {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > enoughBytes
}

/**
 * The folder in which tests make those of systems and engines: in memory where it has room, so that no commit waits for a disk that
 * all other tests use too. A process that is killed leaves the same behind there; only a power cut would not.
 */
export const dataRoot = hasRoom() ? memory : tmpdir()

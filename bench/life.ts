import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LocalSystem } from '#test/support/local-system.ts'
import { now } from './clock.ts'
import { contest } from './contest.ts'
import { type Memory, memoryOf } from './process-tree.ts'
import { measureVoting, type Measured } from './voting.ts'

/** Milliseconds until the system said that it is ready, and the memory of all its processes. */
export type Life = {
  readyEmpty: number
  voting: Measured[]
  busy: Memory
  readyWithData: number
  idle: Memory
}

const idleMs = 10_000

/** One life of the system: started on nothing, voted on, killed, started on what it had, left alone. */
export const measureLife = async (say: (text: string) => void): Promise<Life> => {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-bench-'))
  const file = join(folder, 'contest.json')
  await writeFile(file, JSON.stringify(contest))
  const started = now()
  const system = await LocalSystem.start('--contest', file)
  try {
    const readyEmpty = now() - started
    const { organiser } = await system.links()
    const voting = await measureVoting(
      { base: system.base, processId: processIdOf(system), organiser: organiser.code },
      say,
    )
    const busy = memoryOf(processIdOf(system))
    await system.kill()

    const restarted = now()
    await system.start()
    const readyWithData = now() - restarted
    say('  left alone')
    await sleep(idleMs)
    return { readyEmpty, voting, busy, readyWithData, idle: memoryOf(processIdOf(system)) }
  } finally {
    await system.stop()
    await rm(folder, { recursive: true })
  }
}

const processIdOf = ({ processId }: LocalSystem): number => {
  if (processId === undefined) throw new Error('the system is not running')
  return processId
}

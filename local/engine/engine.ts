import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { UserError } from '#terminal/user-error.ts'
import { addressOf, type EngineAddress } from './address.ts'
import { engineBinary } from './binary.ts'
import { type EngineProcess, isReady, startProcess } from './engine-process.ts'
import { freePort } from './free-port.ts'
import { HandedSockets } from './handed-sockets.ts'
import { bringLoopbackUp, networkOfItsOwn } from './network-of-its-own.ts'

export type Engine = EngineAddress & {
  /** Whether nobody but us reaches it. */
  isShut: boolean
  /** Settles with the engine's last words when it ends, whoever ended it. */
  ended: Promise<string>
  stop: () => Promise<void>
}

/**
 * Serves a SQLite file as DynamoDB to this process alone, where the kernel gives the engine a network of its own, and otherwise at an
 * address that must be guessed: the engine itself asks nobody who they are. Throws a `UserError` when it cannot run here.
 */
export const startEngine = async (databaseFile: string): Promise<Engine> => {
  const network = networkOfItsOwn()
  return network ? startShutEngine(databaseFile, network) : startOpenEngine(databaseFile)
}

/**
 * Starts the engine beside the connector, which ends when our channel to it closes, because we stopped or were killed in any way: then
 * the engine is killed, and no orphan keeps the file. Killing it loses nothing, since every commit is synced to disk before it is
 * answered (see README.md).
 */
const tiedToConnector = `${bringLoopbackUp} || exit; node=$1 connector=$2 port=$3; shift 3
"$@" </dev/null 3<&- & engine=$!
{ "$node" "$connector" "$port"; kill -9 "$engine" 2>/dev/null; } & exec 3<&-; wait "$engine"`

const connector = fileURLToPath(new URL('./connector.ts', import.meta.url))
/** Nobody else is in that network. */
const portOfItsOwn = 8000

const startShutEngine = async (databaseFile: string, network: [string, ...string[]]): Promise<Engine> => {
  const { child, ended } = startProcess(
    [
      ...network,
      ...['/bin/sh', '-c', tiedToConnector, 'engine', process.execPath, connector, String(portOfItsOwn)],
      ...serve(databaseFile, '127.0.0.1', portOfItsOwn),
    ],
    'ipc',
  )
  const sockets = new HandedSockets(child)
  const { engine, lastWords } = await whenReady({
    endpoint: `http://127.0.0.1:${portOfItsOwn}`,
    pool: () => sockets.pool(),
    isShut: true,
    ...untilStopped(ended, () => {
      if (child.connected) child.disconnect()
    }),
  })
  if (!engine) throw doesNotStart(databaseFile, lastWords)
  return engine
}

/** The same with a plain pipe of ours in the connector's place. */
const tiedToPipe =
  '"$@" </dev/null 3<&- & engine=$!; { read -r _; kill -9 "$engine"; } <&3 3<&- 2>/dev/null & exec 3<&-; wait "$engine"'

/** An engine that answers, or what one that does not has said last. */
type Started = { engine: Engine; lastWords?: undefined } | { engine?: undefined; lastWords: string }

/** Between the search for a free port and the engine's own start somebody else may have taken it, on any address. */
const portTries = 5

/**
 * Serves the file on a random loopback address and port: too many for a page in a browser to try, but every program of this machine can
 * look them up.
 */
export async function startOpenEngine(databaseFile: string): Promise<Engine> {
  for (let attempt = 1; ; attempt++) {
    const { engine, lastWords } = await tryOpenEngine(databaseFile)
    if (engine) return engine
    if (attempt === portTries || !/already in use/.test(lastWords))
      throw doesNotStart(databaseFile, lastWords)
  }
}

async function tryOpenEngine(databaseFile: string): Promise<Started> {
  const host = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`
  const port = await freePort(host)
  const { child, ended } = startProcess(
    ['/bin/sh', '-c', tiedToPipe, 'engine', ...serve(databaseFile, host, port)],
    'pipe',
  )
  return whenReady({
    ...addressOf(`http://${host}:${port}`),
    isShut: false,
    ...untilStopped(ended, () => child.stdio[3]?.destroy()),
  })
}

const serve = (databaseFile: string, host: string, port: number): string[] => [
  engineBinary(),
  ...['serve', '--host', host, '--port', String(port), '--db-path', databaseFile],
]

const untilStopped = (ended: EngineProcess['ended'], untie: () => void): Pick<Engine, 'ended' | 'stop'> => {
  void ended.then(untie)
  return {
    ended,
    stop: async () => {
      untie()
      await ended
    },
  }
}

async function whenReady(engine: Engine): Promise<Started> {
  if (await isReady(engine, engine.ended)) return { engine }
  await engine.stop()
  return { lastWords: await engine.ended }
}

const doesNotStart = (databaseFile: string, lastWords: string): UserError =>
  new UserError(`The embedded engine does not start on ${databaseFile}: ${lastWords || 'it gave no answer'}.`)

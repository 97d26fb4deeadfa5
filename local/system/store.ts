import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import type { DataFolder } from '#local/data/data-folder.ts'
import type { Checkpoints } from '#local/streams/checkpoints.ts'
import { subscriptionName } from '#local/streams/streams.ts'
import { errorMessage, UserError } from '#terminal/user-error.ts'
import { tables } from '#store/tables.ts'
import { addressOf, type EngineAddress } from '#local/engine/address.ts'
import { createTables } from '#local/engine/create-tables.ts'
import { Caretaker } from '#local/engine/caretaker.ts'
import { tendDatabase } from '#local/engine/database-file.ts'
import { startEngine } from '#local/engine/engine.ts'

export type Store = EngineAddress & {
  /** Whether other programs of this machine can reach an engine that is ours. */
  isExposed: boolean
  /** Stream of each table that has one. */
  streams: Record<string, string>
  /** Settles with its last words when the engine ends by itself or through `stop`; never where the engine is not ours. */
  ended: Promise<string>
  stop: () => Promise<void>
}

/**
 * The embedded engine on the data folder's file, with all tables.
 *
 * @param start functions that run in processes of their own need an engine that plain TCP reaches
 */
export const startEmbeddedStore = async (
  folder: DataFolder,
  checkpoints: Checkpoints,
  start = startEngine,
): Promise<Store> => {
  const { isShut, ...engine } = await start(folder.database)
  const streams = await createTables(clientOf(engine), tables)
  const delivered = () => deliveredRecords(streams, checkpoints)
  tendDatabase(folder.database, delivered())
  const caretaker = new Caretaker({ file: folder.database, failed: folder.failed }, delivered)
  return {
    ...engine,
    isExposed: !isShut,
    streams,
    stop: async () => {
      await caretaker.stop()
      await engine.stop()
    },
  }
}

/** An engine that somebody else runs. */
export const useStore = async (endpoint: string): Promise<Store> => {
  const address = addressOf(endpoint)
  try {
    const streams = await createTables(clientOf(address), tables)
    return { ...address, isExposed: false, streams, ended: new Promise(() => {}), stop: async () => {} }
  } catch (error) {
    throw new UserError(
      `The engine at DYNAMODB_ENDPOINT=${endpoint} cannot be used (${errorMessage(error)}): start it, or unset the variable.`,
    )
  }
}

/** Per table, the record up to which every subscription has been served. */
const deliveredRecords = (
  streams: Record<string, string>,
  checkpoints: Checkpoints,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(streams).flatMap(([table, stream]) => {
      const listeners = subscriptions
        .filter((subscription) => subscription.table === table)
        .map(subscriptionName)
      const delivered = checkpoints.deliveredToAll(stream, listeners)
      return delivered === undefined ? [] : [[table, delivered] as const]
    }),
  )

const clientOf = ({ endpoint, pool }: EngineAddress): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    requestHandler: { [endpoint.startsWith('https:') ? 'httpsAgent' : 'httpAgent']: pool() },
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })

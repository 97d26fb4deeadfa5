import { openDataFolder } from '#local/data/data-folder.ts'
import { checkDatabase } from '#local/engine/database-file.ts'
import { leadClientTo } from '#local/engine/lean-client.ts'
import { startEmbeddedStore } from './store.ts'
import { sessionKeys } from '#local/data/session-keys.ts'
import { applySettings } from './environment.ts'
import { openCheckpoints } from '#local/streams/checkpoints.ts'

const base = 'http://127.0.0.1'

/**
 * Has `use`, which is told the address that links begin with until the system is started, work on the tables of a data folder
 * that no system is running on. Throws a `UserError` for a folder that is in use or not ours.
 */
export async function withStore<Result>(
  path: string,
  use: (base: string) => Promise<Result>,
): Promise<Result> {
  const folder = openDataFolder(path)
  const checkpoints = openCheckpoints(folder.checkpoints)
  try {
    checkDatabase(folder.database)
    const store = await startEmbeddedStore(folder, checkpoints)
    try {
      applySettings({
        base,
        dynamodbEndpoint: store.endpoint,
        keys: sessionKeys(folder.keys),
        publishUrl: '',
        realtimeUrl: '',
      })
      await leadClientTo(store)
      return await use(base)
    } finally {
      await store.stop()
    }
  } finally {
    checkpoints.close()
    folder.release()
  }
}

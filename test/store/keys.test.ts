import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transact } from '#store/transact.ts'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/keys.ts')

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/keys.ts')
})
afterAll(() => engine.stop())

/** As an opening makes it, together with the event. */
const make = (attempt: ReturnType<typeof newAttempt>) => transact([store.keyWrite(attempt)])
const newAttempt = () => ({ contest: `harvest-${randomUUID()}`, round: 'final', attempt: 1 })

describe('the key of a secret attempt', () => {
  it('is not there before it is made', async () => {
    expect(await store.readKey(newAttempt())).toBeUndefined()
  })

  it('is 32 random bytes, others for every attempt', async () => {
    const attempt = newAttempt()
    const next = { ...attempt, attempt: 2 }
    await make(attempt)
    await make(next)
    const [one, two] = [await store.readKey(attempt), await store.readKey(next)]
    expect([one?.length, two?.length]).toEqual([32, 32])
    expect(one).not.toEqual(two)
  })

  it('is gone once deleted, and may be deleted again', async () => {
    const attempt = newAttempt()
    const next = { ...attempt, attempt: 2 }
    await make(attempt)
    await make(next)
    await store.deleteKey(attempt)
    await store.deleteKey(attempt)
    expect(await store.readKey(attempt)).toBeUndefined()
    expect(await store.readKey(next)).toHaveLength(32)
  })
})

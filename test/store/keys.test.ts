import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/keys.ts')

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/keys.ts')
})
afterAll(() => engine.stop())

const newAttempt = () => ({ contest: `harvest-${randomUUID()}`, round: 'final', attempt: 1 })

describe('the key of a secret attempt', () => {
  it('is not there before it is made', async () => {
    expect(await store.readKey(newAttempt())).toBeUndefined()
  })

  it('is 32 random bytes, others for every attempt', async () => {
    const attempt = newAttempt()
    const next = { ...attempt, attempt: 2 }
    await store.createKey(attempt)
    await store.createKey(next)
    const [one, two] = [await store.readKey(attempt), await store.readKey(next)]
    expect([one?.length, two?.length]).toEqual([32, 32])
    expect(one).not.toEqual(two)
  })

  it('stays as it is when it is made again, also by many at once', async () => {
    const attempt = newAttempt()
    await Promise.all(Array.from({ length: 20 }, () => store.createKey(attempt)))
    const made = await store.readKey(attempt)
    await store.createKey(attempt)
    expect(await store.readKey(attempt)).toEqual(made)
  })

  it('is gone once deleted, and may be deleted again', async () => {
    const attempt = newAttempt()
    const next = { ...attempt, attempt: 2 }
    await store.createKey(attempt)
    await store.createKey(next)
    await store.deleteKey(attempt)
    await store.deleteKey(attempt)
    expect(await store.readKey(attempt)).toBeUndefined()
    expect(await store.readKey(next)).toHaveLength(32)
  })
})

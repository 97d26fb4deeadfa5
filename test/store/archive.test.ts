import { randomBytes, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '#contract/live.ts'
import type { SealedAttempt } from '#store/archive.ts'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/archive.ts')
let db: (typeof import('#store/client.ts'))['db']
let writeFile: (typeof import('#services/recount.ts'))['writeFile']

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/archive.ts')
  ;({ db } = await import('#store/client.ts'))
  ;({ writeFile } = await import('#services/recount.ts'))
})
afterAll(() => engine.stop())

const sealedWith = (over: Partial<SealedAttempt> = {}): SealedAttempt => ({
  contest: `harvest-${randomUUID()}`,
  round: 'final',
  attempt: 1,
  version: 1,
  ...over,
})
const resultOf = (sealed: SealedAttempt, digest = 'd'.repeat(64)): Result => ({
  ...sealed,
  sealedAt: '2022-06-10T09:01:15.000Z',
  ballots: { village: { cast: 3, eligible: 10 } },
  contestants: [],
  standings: [],
  book: { sha256: 'b'.repeat(64), lines: 3 },
  log: { sha256: 'c'.repeat(64), events: 12 },
  digest,
})
const write = (result: Result) =>
  db.send(new TransactWriteCommand({ TransactItems: [store.resultWrite(result)] }))
const fileOf = async (file: Parameters<typeof store.readPieces>[0], sealed: SealedAttempt) =>
  store.textOf(await store.readPieces(file, sealed))

describe('a sealed result', () => {
  it('is read as it was written, by its version', async () => {
    const sealed = sealedWith()
    await write(resultOf(sealed))
    expect(await store.readResult(sealed)).toEqual(resultOf(sealed))
    expect(await store.readResult({ ...sealed, version: 2 })).toBeUndefined()
    expect(await store.readResult({ ...sealed, attempt: 2 })).toBeUndefined()
  })

  it('is not there before it is written, and found afterwards', async () => {
    const sealed = sealedWith()
    expect(await store.readResult(sealed)).toBeUndefined()
    await write(resultOf(sealed))
    expect(await store.readResult(sealed)).toEqual(resultOf(sealed))
  })

  it('is never written a second time', async () => {
    const sealed = sealedWith()
    await write(resultOf(sealed))
    await expect(write(resultOf(sealed, 'e'.repeat(64)))).rejects.toThrow('ConditionalCheckFailed')
    expect(await store.readResult(sealed)).toEqual(resultOf(sealed))
  })
})

describe('a file beside a result', () => {
  it('comes back byte for byte, however large and however little it shrinks', async () => {
    const sealed = sealedWith()
    const text = `${randomBytes(600_000).toString('base64')}${'票册 🌾'.repeat(50_000)}`
    expect(Buffer.byteLength(text)).toBeGreaterThan(1_200_000)
    await writeFile('book', sealed, text)
    expect((await fileOf('book', sealed)) === text).toBe(true)
  })

  it('may be empty', async () => {
    const sealed = sealedWith()
    await writeFile('book', sealed, '')
    expect(await fileOf('book', sealed)).toBe('')
  })

  it('is the same when the seal writes it again', async () => {
    const sealed = sealedWith()
    await writeFile('book', sealed, '票册')
    await writeFile('book', sealed, '票册')
    expect(await fileOf('book', sealed)).toBe('票册')
  })

  it('is put together in the order of its pieces', async () => {
    const sealed = sealedWith()
    const words = Array.from({ length: 12 }, (_, index) => `${index} `)
    for (const [piece, word] of [...words.entries()].toReversed())
      await store.writePiece('comments', sealed, piece, gzipSync(word))
    expect(await fileOf('comments', sealed)).toBe(words.join(''))
  })

  it('is not mixed up with another file, attempt or round', async () => {
    const sealed = sealedWith()
    const others = [{ attempt: 11 }, { round: 'final-1' }].map((over) => ({
      ...sealed,
      ...over,
    }))
    await writeFile('comments', sealed, 'comments')
    for (const other of others) await writeFile('book', other, 'other')
    expect(await store.readPieces('book', sealed)).toEqual([])
    expect(await fileOf('comments', sealed)).toBe('comments')
  })
})

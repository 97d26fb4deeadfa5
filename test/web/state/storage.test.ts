import { describe, expect, it } from 'vitest'
import { Storage } from '../../../web/state/storage.ts'

const blocked = (): globalThis.Storage => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

describe('what a phone remembers', () => {
  it('stays in memory where storage is disabled', () => {
    const storage = new Storage(blocked)
    storage.write('code', 'ABCD')
    expect(storage.read('code')).toBe('ABCD')
    storage.remove('code')
    expect(storage.read('code')).toBeNull()
  })

  it('is nothing where something else left rubbish', () => {
    const disk = { getItem: () => '{half', setItem: () => undefined, removeItem: () => undefined }
    const storage = new Storage(() => ({ ...disk, length: 1, clear: () => undefined, key: () => null }))
    expect(storage.read('code')).toBeNull()
  })
})

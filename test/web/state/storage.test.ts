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

  it('is told by key, in memory and on the disk, and nothing of what others left there', () => {
    const disk = { 'leitai/harvest/code': '"ABCD"', 'leitai/other': '1', elsewhere: '2' }
    const lasting = new Storage(() => ({
      length: 3,
      clear: () => undefined,
      key: () => null,
      getItem: () => null,
      setItem: () => undefined,
      removeItem: () => undefined,
      ...disk,
    }))
    expect(lasting.keys()).toEqual(['harvest/code', 'other'])
    const passing = new Storage(blocked)
    passing.write('code', 'ABCD')
    expect(passing.keys()).toEqual(['code'])
  })

  it('is nothing where something else left rubbish', () => {
    const disk = { getItem: () => '{half', setItem: () => undefined, removeItem: () => undefined }
    const storage = new Storage(() => ({ ...disk, length: 1, clear: () => undefined, key: () => null }))
    expect(storage.read('code')).toBeNull()
  })
})

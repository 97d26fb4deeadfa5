import { describe, expect, it } from 'vitest'
import { forgetOpened, openedContests, rememberOpened } from '../../../web/pages/console/opened-contests.ts'
import { Storage } from '../../../web/state/storage.ts'

const contest = (id: string) => ({ id, title: `Contest ${id}` })
const afterOpening = (...ids: string[]) => {
  const storage = new Storage(() => null)
  for (const id of ids) rememberOpened(storage, contest(id))
  return storage
}
const idsIn = (storage: Storage) => openedContests(storage).map(({ id }) => id)

describe('the contests opened on a device', () => {
  it('are none at first, and none where something else was kept', () => {
    const storage = afterOpening()
    expect(openedContests(storage)).toEqual([])
    storage.write('console/contests', { id: 'a' })
    expect(openedContests(storage)).toEqual([])
  })

  it('stand with the latest first and none of them twice, under the title they had last', () => {
    const storage = afterOpening('a', 'b', 'a')
    rememberOpened(storage, { id: 'b', title: 'New title' })
    expect(openedContests(storage)).toEqual([{ id: 'b', title: 'New title' }, contest('a')])
  })

  it('are eight at most, and go when they are gone', () => {
    const storage = afterOpening(...'abcdefghij')
    expect(idsIn(storage).join('')).toBe('jihgfedc')
    forgetOpened(storage, 'j')
    expect(idsIn(storage).join('')).toBe('ihgfedc')
  })
})

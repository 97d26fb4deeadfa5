import { isRecord, type Storage } from '../../state/storage.ts'

/** A contest that was opened in this device's console. */
export type Opened = { id: string; title: string }

const key = 'console/contests'
const most = 8

const isOpened = (value: unknown): value is Opened =>
  isRecord(value) && typeof value.id === 'string' && typeof value.title === 'string'

/** The contests this device has had open, the latest first. */
export function openedContests(storage: Storage): Opened[] {
  const remembered = storage.read(key)
  return Array.isArray(remembered) ? remembered.filter(isOpened) : []
}

/** Puts a contest first among the opened ones; the oldest of too many is forgotten. */
export function rememberOpened(storage: Storage, { id, title }: Opened): void {
  const others = openedContests(storage).filter((one) => one.id !== id)
  storage.write(key, [{ id, title }, ...others].slice(0, most))
}

/** Forgets a contest, as when it is there no longer. */
export function forgetOpened(storage: Storage, id: string): void {
  storage.write(
    key,
    openedContests(storage).filter((one) => one.id !== id),
  )
}

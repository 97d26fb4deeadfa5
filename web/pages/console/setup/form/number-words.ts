import { readDuration, readNumber } from './reading/number.ts'
import { form as t } from './words.ts'

/** What stands beside a number that was not written as a plain one. `wrong`: it is none yet. */
export type Said = { text: string; wrong: boolean } | null

export function sayNumber(typed: string): Said {
  const read = readNumber(typed)
  if (read.kind === 'unclear') return { text: t.numberUnclear(...read.either), wrong: true }
  if (read.kind === 'unread') return { text: t.numberUnread, wrong: true }
  if (read.kind === 'empty' || /^\d+(\.\d+)?$/.test(typed.trim())) return null
  return { text: t.readAs(String(read.value)), wrong: false }
}

export function sayDuration(typed: string): Said {
  const read = readDuration(typed)
  if (read.kind !== 'number') return sayNumber(typed)
  if (/^\d+$/.test(typed.trim())) return null
  return { text: t.readAsTime(Math.floor(read.value / 60), read.value % 60), wrong: false }
}

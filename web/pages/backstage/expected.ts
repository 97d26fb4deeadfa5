import { clockTime } from '../../i18n/time.ts'
import { backstage as t } from './words.ts'

/** Less than this and somebody comes on stage any moment, in milliseconds. */
const atOnce = 60_000

/** When somebody is expected on stage, to the minute: nobody keeps to seconds. Empty where nobody can tell. */
export function sayExpected(at: number | null, now: number): string[] {
  if (at === null) return []
  if (at - now < atOnce) return [t.atOnce]
  const time = clockTime(new Date(at).toISOString()).slice(0, 5)
  return [t.at(time), t.inMinutes(Math.round((at - now) / 60_000))]
}

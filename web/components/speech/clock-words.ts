import { inWords } from '../../i18n/time.ts'
import { minutesAndSeconds } from '../../state/countdown.ts'
import type { SpeechClock } from '../../state/speech.ts'
import { speech as t } from './words.ts'

/** The state of the clock in a word or two: colours alone tell nobody anything. */
export function sayPhase({ phase, warning = 0 }: SpeechClock): string {
  return phase === 'warned' ? t.lastOf(inWords(warning)) : t[phase]
}

/** The large figure: what is left, what is above the limit, or how long somebody spoke. */
export function sayFigure({ phase, left, over, spoken = 0 }: SpeechClock): string {
  if (phase === 'ended') return minutesAndSeconds(spoken)
  return over > 0 ? `+${minutesAndSeconds(over)}` : minutesAndSeconds(left)
}

/** Which part it is, as the document calls it. */
export const sayPart = ({ name, part, of }: SpeechClock): string => t.part(name ?? String(part), part, of)

/** What stands beneath: why the clock stands still, what the speech that has ended was allowed to take and by how much it took more. */
export function sayDetail({ phase, reason = '', left, over, spoken = 0 }: SpeechClock): string {
  if (phase === 'paused') return reason
  if (phase !== 'ended') return ''
  const allowed = t.allowed(inWords(spoken + left - over))
  return over > 0 ? [t.overBy(minutesAndSeconds(over)), allowed].join(' · ') : allowed
}

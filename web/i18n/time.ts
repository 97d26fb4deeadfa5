import type { words } from '#words/zh/time.ts'
import { catalogue } from './catalogue.ts'
import { language } from './language.svelte.ts'

const t = catalogue(import.meta.glob<typeof words>('#words/*/time.ts', { eager: true, import: 'words' }))

/** The time of day where the reader is, to the second: `10:42:30`. */
export function clockTime(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? '' : at.toLocaleTimeString('en-GB', { hour12: false })
}

/** Date and time of day where the reader is. */
export function dateAndTime(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  return at.toLocaleString(language.current, { dateStyle: 'long', timeStyle: 'medium', hour12: false })
}

/** A span in words: `3 分 30 秒`, `10 分钟`. */
export function inWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes > 0 && rest === 0) return t.wholeMinutes(minutes)
  return [minutes > 0 && t.minutes(minutes), (rest > 0 || minutes === 0) && t.seconds(rest)]
    .filter((part) => part !== false)
    .join(' ')
}

import type { LiveRound } from '#contract/live.ts'
import type { words } from '#words/zh/corrections.ts'
import { catalogue } from './catalogue.ts'
import { common } from './common.ts'
import { clockTime } from './time.ts'

export const correctionWords = catalogue(
  import.meta.glob<typeof words>('#words/*/corrections.ts', { eager: true, import: 'words' }),
)

/** A member of the staff without a name, which no public page has: the role, and what tells one from another. */
export function sayStaff(id: string): string {
  const [role = '', ...rest] = id.split('-')
  const said = correctionWords.roles[role]
  return said === undefined ? id : [said, ...rest].join(' ')
}

/** The quiet line under a result that follows another; empty where it is the first. */
export const sayCorrected = ({ corrected }: Pick<LiveRound, 'corrected'>): string =>
  corrected
    ? correctionWords.corrected(clockTime(corrected.at), corrected.reasons.join(common.separator))
    : ''

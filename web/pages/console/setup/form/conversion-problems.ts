import type { FormPanel } from './contest-form.ts'
import type { FormConversion } from './conversion.ts'
import { readBands } from './reading/bands.ts'
import { readPoints } from './reading/entries.ts'
import { numberIn } from './reading/number.ts'
import { form as t } from './words.ts'

/** What of a conversion is missing or cannot be read, in sentences. */
export function conversionProblems({ convert }: FormPanel): string[] {
  switch (convert.by) {
    case 'none':
      return []
    case 'band':
      return [...bandProblems(convert), ...unlessProblems(convert)]
    case 'list':
      return placeProblems(convert)
    case 'even':
      return missing(t.convertFull, convert.full)
    case 'less':
      return [...missing(t.convertFull, convert.full), ...missing(t.convertLessBy, convert.less)]
    default:
      return convert.by satisfies never
  }
}

const missing = (field: string, typed: string): string[] =>
  numberIn(typed) === null
    ? [typed.trim() === '' ? t.valueMissing(field) : t.valueUnread(field, typed.trim())]
    : []

function bandProblems({ bands: text }: FormConversion): string[] {
  const { bands, unread } = readBands(text)
  const starts = bands.map(({ from }) => from)
  const again = new Set(starts.filter((from, index) => starts.indexOf(from) < index))
  const lowest = Math.min(...starts)
  return [
    ...(unread.length > 0 ? [t.bandsUnread(unread.join('；'))] : []),
    ...(bands.length === 0 ? [t.bandsMissing] : lowest > 0 ? [t.bandsNotFromZero(lowest)] : []),
    ...[...again].map((from) => t.bandTwice(from)),
  ]
}

const unlessProblems = ({ unless }: FormConversion): string[] =>
  unless.grades.length === 0
    ? []
    : [...missing(t.unlessAtLeast, unless.atLeast), ...missing(t.unlessPoints, unless.points)]

function placeProblems({ places }: FormConversion): string[] {
  const { values, unread } = readPoints(places)
  return [
    ...(values.length === 0 ? [t.placesMissing] : []),
    ...(unread.length > 0 ? [t.placesUnread(unread.join('；'))] : []),
  ]
}

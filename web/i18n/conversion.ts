import type { BallotRule, Panel } from '#contract/contest.ts'
import type { BandConvert, PlaceConvert } from '#contract/convert.ts'
import type { words } from '#words/zh/conversion.ts'
import { catalogue } from './catalogue.ts'
import { common } from './common.ts'

const t = catalogue(
  import.meta.glob<typeof words>('#words/*/conversion.ts', { eager: true, import: 'words' }),
)

/** How a panel turns its points into others, in plain words; nothing where it does not. */
export function sayConversion({ convert, ballot }: Panel): string[] {
  if (convert === undefined) return []
  return convert.by === 'band' ? sayBands(convert, ballot) : [sayPlaces(convert)]
}

function sayBands({ bands, of, unless }: BandConvert, ballot: BallotRule): string[] {
  const all = bandsInWords(bands)
  return [
    of === undefined ? t.bands(all) : t.share(gradeNames(ballot, of.share), all),
    ...(unless === undefined
      ? []
      : [t.unless(gradeNames(ballot, unless.share), unless.atLeast, unless.points)]),
  ]
}

/** Best first; the lowest band takes everything below the one above it. */
function bandsInWords(bands: BandConvert['bands']): string {
  const best = bands.toSorted((a, b) => b.from - a.from)
  return best
    .map(({ from, points }, index) => {
      const above = best[index - 1]?.from
      if (above === undefined) return t.bandFrom(from, points)
      return index === best.length - 1 ? t.bandBelow(above, points) : t.bandBetween(from, above, points)
    })
    .join(common.separator)
}

function sayPlaces(convert: PlaceConvert): string {
  if ('points' in convert) return t.places(convert.points.join(common.separator))
  return convert.less === 'even' ? t.evenly(convert.full) : t.less(convert.full, convert.less)
}

/** The named grades as people read them, the way sentences join them. */
export const gradeNames = (ballot: BallotRule, ids: readonly string[]): string =>
  ballot.kind === 'grade'
    ? ballot.grades
        .filter(({ id }) => ids.includes(id))
        .map(({ name }) => name)
        .join(t.orGrade)
    : ''

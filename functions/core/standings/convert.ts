import type { Panel } from '#contract/contest.ts'
import type { BandConvert, PlaceConvert } from '#contract/convert.ts'
import {
  compare,
  divide,
  exact,
  figure,
  hundred,
  multiply,
  round,
  subtract,
  sum,
  zero,
  type Exact,
} from '../decimal.ts'
import type { PanelPoints } from './points.ts'

/** What a panel gives each contestant, by id and in running order. */
export type PanelColumn = ReadonlyMap<string, PanelPoints>

/**
 * A panel's points as they enter the total: turned into others where it says so. `out`: who takes no place, and is nobody of those among
 * whom places are counted.
 */
export function converted(
  { convert }: Panel,
  column: PanelColumn,
  out: ReadonlySet<string>,
  decimals: number,
): PanelColumn {
  if (convert === undefined) return column
  return convert.by === 'band'
    ? new Map([...column].map(([id, own]) => [id, banded(convert, own, decimals)]))
    : placed(convert, column, out, decimals)
}

function banded(convert: BandConvert, own: PanelPoints, decimals: number): PanelPoints {
  const before = convert.of ? shareIn(own, convert.of.share, decimals) : own.points?.announced
  if (!before) return { ...own, points: null }
  return turned(own, before, bandPoints(convert, before, own, decimals), decimals)
}

function bandPoints(
  { bands, unless }: BandConvert,
  before: Exact,
  own: PanelPoints,
  decimals: number,
): Exact {
  const exception = unless && shareIn(own, unless.share, decimals)
  if (unless && exception && compare(exception, exact(unless.atLeast)) >= 0) return exact(unless.points)
  const [reached] = bands
    .filter(({ from }) => compare(exact(from), before) <= 0)
    .toSorted((a, b) => b.from - a.from)
  if (!reached) throw new Error('No band begins so low')
  return exact(reached.points)
}

/** 100 × marks in these grades ÷ all marks, rounded; null without marks. */
function shareIn({ shown }: PanelPoints, grades: readonly string[], decimals: number): Exact | null {
  const { marks = 0, grades: counts = {} } = shown
  if (marks === 0) return null
  const named = grades.reduce((count, grade) => count + (counts[grade] ?? 0), 0)
  return round(divide(multiply(hundred, exact(named)), exact(marks)), decimals)
}

function placed(
  convert: PlaceConvert,
  column: PanelColumn,
  out: ReadonlySet<string>,
  decimals: number,
): PanelColumn {
  const size = [...column.keys()].filter((id) => !out.has(id)).length
  const competing = [...column].flatMap(([id, { points }]) =>
    points && !out.has(id) ? points.announced : [],
  )
  const points = placePoints(convert, competing, size, decimals)
  return new Map(
    [...column].map(([id, own]) => {
      const before = own.points?.announced
      if (!before) return [id, own]
      return [
        id,
        turned(own, before, out.has(id) ? null : (points.get(figure(before, decimals)) ?? null), decimals),
      ]
    }),
  )
}

/** What each of the figures that compete is worth: equal ones share the places on which they stand. */
function placePoints(
  convert: PlaceConvert,
  competing: readonly Exact[],
  size: number,
  decimals: number,
): ReadonlyMap<string, Exact> {
  const placesOf = new Map<string, Exact[]>()
  for (const [index, value] of competing.toSorted((a, b) => compare(b, a)).entries()) {
    const name = figure(value, decimals)
    placesOf.set(name, [...(placesOf.get(name) ?? []), pointsOfPlace(convert, index + 1, size)])
  }
  return new Map([...placesOf].map(([name, places]) => [name, divide(sum(places), exact(places.length))]))
}

/** Before any rounding; `size`: how many places there are. */
function pointsOfPlace(convert: PlaceConvert, place: number, size: number): Exact {
  if ('points' in convert) return exact(convert.points[place - 1] ?? 0)
  const full = exact(convert.full)
  if (convert.less === 'even') return divide(multiply(full, exact(size - place + 1)), exact(size))
  const percent = subtract(hundred, multiply(exact(convert.less), exact(place - 1)))
  return compare(percent, zero) < 0 ? zero : divide(multiply(full, percent), hundred)
}

/** The new points, null for none, with the figure that they come from beside them. */
function turned(own: PanelPoints, before: Exact, points: Exact | null, decimals: number): PanelPoints {
  const announced = points && round(points, decimals)
  return {
    ...own,
    // Nothing is finer than a band or a place: what is announced is the only figure there is.
    points: announced && { announced, unrounded: announced },
    shown: { ...own.shown, raw: figure(before, decimals) },
  }
}
